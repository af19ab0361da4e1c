package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Progress;
import org.koopflow.api.study.ExecutorContext;
import org.koopflow.api.study.ExecutorProvider;
import org.koopflow.api.study.Outcome;
import org.koopflow.api.study.Trial;
import org.koopflow.api.study.TrialExecutor;
import org.koopflow.api.study.TrialListener;
import org.koopflow.api.study.TrialRunner;

/** Executors with a mistake fail the test that is there to find it. */
class BrokenExecutorsTest {
  private static void assertFails(ThrowingCallable test) {
    assertThatThrownBy(test).isInstanceOf(AssertionError.class);
  }

  private interface Mistake {
    void execute(List<Trial> trials, TrialRunner runner, TrialListener listener, Progress progress);
  }

  private static ExecutorContract<NoSettings> contract(Mistake mistake) {
    return () -> new BrokenProvider(mistake);
  }

  private record BrokenProvider(Mistake mistake) implements ExecutorProvider<NoSettings> {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public String summary() {
      return "has a mistake";
    }

    @Override
    public NoSettings defaults() {
      return new NoSettings();
    }

    @Override
    public TrialExecutor create(NoSettings settings, ExecutorContext context) {
      return new TrialExecutor() {
        private boolean closed;

        @Override
        public void execute(List<Trial> trials, TrialListener listener, Progress progress) {
          mistake.execute(trials, context.local(), listener, progress);
        }

        @Override
        public void close() {
          if (closed) {
            throw new IllegalStateException("closed before");
          }
          closed = true;
        }
      };
    }
  }

  @Test
  void oneThatDoesNotHeedTheWishToStop() {
    ExecutorContract<NoSettings> contract =
        contract(
            (trials, runner, listener, progress) -> {
              for (Trial trial : trials) {
                listener.begun(trial);
                listener.ended(runner.run(trial, Progress.SILENT));
              }
            });
    assertFails(contract::beginsNothingThatIsCancelled);
    assertFails(contract::stopsBetweenTrials);
    assertFails(contract::letsATrialStop);
    assertFails(contract::passesWarningsOn);
    assertThatThrownBy(contract::closesTwice).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void oneThatEndsAtTheFirstFailure() {
    ExecutorContract<NoSettings> contract =
        contract(
            (trials, runner, listener, progress) -> {
              for (Trial trial : trials) {
                listener.begun(trial);
                Outcome outcome = runner.run(trial, progress);
                listener.ended(outcome);
                if (outcome.failure().isPresent()) {
                  return;
                }
              }
            });
    assertFails(contract::aFailureStopsNoOther);
  }

  @Test
  void oneThatForgetsATrialOrTellsOfItTwice() {
    ExecutorContract<NoSettings> forgetful =
        contract(
            (trials, runner, listener, progress) ->
                trials.stream()
                    .skip(1)
                    .forEach(
                        trial -> {
                          listener.begun(trial);
                          listener.ended(runner.run(trial, progress));
                        }));
    assertFails(forgetful::everyTrialHasOneOutcome);
    ExecutorContract<NoSettings> talkative =
        contract(
            (trials, runner, listener, progress) ->
                trials.forEach(
                    trial -> {
                      listener.begun(trial);
                      Outcome outcome = runner.run(trial, progress);
                      listener.ended(outcome);
                      listener.ended(outcome);
                    }));
    assertFails(talkative::everyTrialHasOneOutcome);
    ExecutorContract<NoSettings> hasty =
        contract(
            (trials, runner, listener, progress) ->
                trials.forEach(
                    trial -> {
                      listener.ended(runner.run(trial, progress));
                      listener.begun(trial);
                    }));
    assertFails(hasty::everyTrialHasOneOutcome);
  }

  @Test
  void oneThatKeepsTroubleToItself() {
    ExecutorContract<NoSettings> contract =
        contract(
            (trials, runner, listener, progress) -> {
              for (Trial trial : trials) {
                listener.begun(trial);
                try {
                  listener.ended(runner.run(trial, progress));
                } catch (RuntimeException swallowed) {
                  // The mistake.
                }
              }
            });
    assertFails(contract::passesOnWhatTheListenerThrows);
    assertFails(contract::passesOnWhatTheRunnerThrows);
  }

  /** The listener is called by both threads at a time, or only the progress is. */
  @Test
  void oneThatTellsTwoThingsAtOnce() {
    assertFails(
        contract(
                (trials, runner, listener, progress) ->
                    onTwoThreads(
                        trials,
                        trial -> {
                          listener.begun(trial);
                          listener.ended(runner.run(trial, Progress.SILENT));
                        }))
            ::tellsOneThingAtATime);
    assertFails(
        contract(
                (trials, runner, listener, progress) ->
                    onTwoThreads(
                        trials,
                        trial -> {
                          synchronized (listener) {
                            listener.begun(trial);
                          }
                          Outcome outcome = runner.run(trial, progress);
                          synchronized (listener) {
                            listener.ended(outcome);
                          }
                        }))
            ::tellsOneThingAtATime);
  }

  private static void onTwoThreads(List<Trial> trials, Consumer<Trial> each) {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    trials.forEach(trial -> threads.execute(() -> each.accept(trial)));
    threads.shutdown();
    try {
      threads.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
