package org.koopflow.parts.study;

import java.util.List;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Progress;
import org.koopflow.api.study.ExecutorContext;
import org.koopflow.api.study.ExecutorProvider;
import org.koopflow.api.study.Trial;
import org.koopflow.api.study.TrialExecutor;
import org.koopflow.api.study.TrialListener;
import org.koopflow.api.study.TrialRunner;

/** Trials in this process, one after another. */
public final class InProcessProvider implements ExecutorProvider<NoSettings> {
  /** Creates the provider. */
  public InProcessProvider() {}

  @Override
  public String name() {
    return "in-process";
  }

  @Override
  public String summary() {
    return "one trial after another, in this process";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public TrialExecutor create(NoSettings settings, ExecutorContext context) {
    return new InProcess(context.local());
  }

  private record InProcess(TrialRunner local) implements TrialExecutor {
    @Override
    public void execute(List<Trial> trials, TrialListener listener, Progress progress) {
      for (Trial trial : trials) {
        if (progress.cancelled()) {
          return;
        }
        listener.begun(trial);
        listener.ended(local.run(trial, progress));
      }
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
