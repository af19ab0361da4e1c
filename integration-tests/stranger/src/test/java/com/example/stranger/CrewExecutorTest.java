package com.example.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Progress;
import org.koopflow.api.study.ExecutorContext;
import org.koopflow.api.study.Outcome;
import org.koopflow.api.study.Trial;
import org.koopflow.api.study.TrialExecutor;
import org.koopflow.api.study.TrialListener;
import org.koopflow.testkit.ExecutorContract;

class CrewExecutorTest implements ExecutorContract<CrewExecutorProvider.Settings> {
  @Override
  public CrewExecutorProvider provider() {
    return new CrewExecutorProvider();
  }

  /** Each of three trials waits for the two others to have begun. */
  @Test
  void trialsAreMadeAtTheSameTime() {
    CountDownLatch allThere = new CountDownLatch(3);
    AtomicInteger met = new AtomicInteger();
    ExecutorContext context =
        new ExecutorContext(
            Path.of("study"),
            (trial, progress) -> {
              allThere.countDown();
              try {
                met.addAndGet(allThere.await(1, TimeUnit.MINUTES) ? 1 : 0);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return Outcome.completed(trial, Map.of());
            });
    TrialListener deaf =
        new TrialListener() {
          @Override
          public void begun(Trial trial) {}

          @Override
          public void ended(Outcome outcome) {}
        };
    try (TrialExecutor executor =
        provider().create(new CrewExecutorProvider.Settings(3), context)) {
      executor.execute(
          List.of(new Trial("a", ""), new Trial("b", ""), new Trial("c", "")),
          deaf,
          Progress.SILENT);
    }
    assertThat(met).hasValue(3);
  }
}
