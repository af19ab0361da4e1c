package org.koopflow.parts.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Progress;
import org.koopflow.api.study.ExecutorContext;
import org.koopflow.api.study.Outcome;
import org.koopflow.api.study.Trial;
import org.koopflow.api.study.TrialExecutor;
import org.koopflow.api.study.TrialListener;
import org.koopflow.api.study.TrialRunner;
import org.koopflow.testkit.ExecutorContract;

class InProcessTest implements ExecutorContract<NoSettings> {
  @Override
  public InProcessProvider provider() {
    return new InProcessProvider();
  }

  /** In order, each told before and after it is made, all on the caller's thread. */
  @Test
  void oneAfterAnother() {
    List<String> told = new ArrayList<>();
    Thread here = Thread.currentThread();
    TrialRunner runner =
        (trial, progress) -> {
          assertThat(Thread.currentThread()).isSameAs(here);
          told.add("made " + trial.name());
          return Outcome.completed(trial, Map.of());
        };
    TrialListener listener =
        new TrialListener() {
          @Override
          public void begun(Trial trial) {
            told.add("begun " + trial.name());
          }

          @Override
          public void ended(Outcome outcome) {
            told.add("ended " + outcome.trial().name());
          }
        };
    try (TrialExecutor executor =
        provider().create(new NoSettings(), new ExecutorContext(Path.of("study"), runner))) {
      executor.execute(List.of(new Trial("a", ""), new Trial("b", "")), listener, Progress.SILENT);
    }
    assertThat(told)
        .containsExactly("begun a", "made a", "ended a", "begun b", "made b", "ended b");
  }
}
