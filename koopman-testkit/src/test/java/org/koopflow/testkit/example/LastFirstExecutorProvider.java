package org.koopflow.testkit.example;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Progress;
import org.koopflow.api.study.ExecutorContext;
import org.koopflow.api.study.ExecutorProvider;
import org.koopflow.api.study.Trial;
import org.koopflow.api.study.TrialExecutor;
import org.koopflow.api.study.TrialListener;

/** One trial after another, the last one first. */
public final class LastFirstExecutorProvider implements ExecutorProvider<NoSettings> {
  @Override
  public String name() {
    return "last-first";
  }

  @Override
  public String summary() {
    return "one trial after another, the last one first";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public TrialExecutor create(NoSettings settings, ExecutorContext context) {
    return new TrialExecutor() {
      @Override
      public void execute(List<Trial> trials, TrialListener listener, Progress progress) {
        List<Trial> backward = new ArrayList<>(trials);
        Collections.reverse(backward);
        for (Trial trial : backward) {
          if (!progress.cancelled()) {
            listener.begun(trial);
            listener.ended(context.local().run(trial, progress));
          }
        }
      }

      @Override
      public void close() {
        // Nothing is held.
      }
    };
  }
}
