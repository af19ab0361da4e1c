package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.study.ExecutorContext;
import org.koopflow.api.study.ExecutorProvider;
import org.koopflow.api.study.Outcome;
import org.koopflow.api.study.Outcome.Ending;
import org.koopflow.api.study.Trial;
import org.koopflow.api.study.TrialExecutor;
import org.koopflow.api.study.TrialRunner;

/**
 * What holds for every executor that makes its trials by the runner it is given, in any order and
 * any number of them at a time.
 *
 * @param <S> its settings
 */
public interface ExecutorContract<S extends Record> extends PluginContract<ExecutorProvider<S>> {
  /**
   * The settings to test with.
   *
   * @return the defaults unless overridden
   */
  default S settings() {
    return provider().defaults();
  }

  private static List<Trial> trials(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> new Trial(String.format("%03d", i), "seed: " + i))
        .toList();
  }

  private TrialExecutor executor(TrialRunner runner) {
    return provider().create(settings(), new ExecutorContext(Path.of("study"), runner));
  }

  private void execute(List<Trial> trials, TrialRunner runner, HeardTrials heard) {
    try (TrialExecutor executor = executor(runner)) {
      executor.execute(trials, heard, heard);
    }
  }

  private static Outcome made(Trial trial) {
    return Outcome.completed(trial, Map.of("figure", trial.specification().length()));
  }

  /** Every trial is begun and has an outcome, once, and the outcome is the one it gave. */
  @Test
  default void everyTrialHasOneOutcome() {
    List<Trial> trials = trials(12);
    List<String> names = trials.stream().map(Trial::name).toList();
    HeardTrials heard =
        new HeardTrials() {
          @Override
          public void ended(Outcome outcome) {
            assertThat(begun).as("begun before it ended").contains(outcome.trial().name());
            super.ended(outcome);
          }
        };
    execute(trials, (trial, progress) -> made(trial), heard);
    assertThat(heard.begun).containsExactlyInAnyOrderElementsOf(names);
    assertThat(heard.ended)
        .containsExactlyInAnyOrderElementsOf(trials.stream().map(ExecutorContract::made).toList());
  }

  /** A trial that fails is an outcome, and all others are made. */
  @Test
  default void aFailureStopsNoOther() {
    Trial failing = trials(6).get(1);
    HeardTrials heard = new HeardTrials();
    execute(
        trials(6),
        (trial, progress) ->
            trial.equals(failing) ? Outcome.failed(trial, Map.of(), "diverged") : made(trial),
        heard);
    assertThat(heard.ended).hasSize(6).contains(Outcome.failed(failing, Map.of(), "diverged"));
    assertThat(heard.ended.stream().filter(each -> each.ending() == Ending.COMPLETED)).hasSize(5);
  }

  /** Whoever listens need not think of threads: neither listener nor progress hears two at once. */
  @Test
  default void tellsOneThingAtATime() {
    HeardTrials heard = new HeardTrials(true);
    execute(
        trials(8),
        (trial, progress) -> {
          progress.begin("training", 1);
          progress.warn("of " + trial.name());
          progress.update(1, Map.of());
          progress.end();
          return made(trial);
        },
        heard);
    assertThat(heard.ended).hasSize(8);
    assertThat(heard.toldTwoAtOnce()).as("two things were told at once").isFalse();
  }

  /** What a trial warns of is heard, however many trials there are at a time. */
  @Test
  default void passesWarningsOn() {
    HeardTrials heard = new HeardTrials();
    execute(
        trials(5),
        (trial, progress) -> {
          progress.warn("of " + trial.name());
          return made(trial);
        },
        heard);
    assertThat(heard.warnings)
        .containsExactlyInAnyOrder("of 001", "of 002", "of 003", "of 004", "of 005");
  }

  /** Work that is cancelled before it begins does not begin. */
  @Test
  default void beginsNothingThatIsCancelled() {
    HeardTrials heard = new HeardTrials();
    heard.cancelled.set(true);
    execute(trials(5), (trial, progress) -> made(trial), heard);
    assertThat(heard.begun).isEmpty();
    assertThat(heard.ended).isEmpty();
  }

  /** Cancelled by a trial, an executor begins no more, and tells how those it began have ended. */
  @Test
  default void stopsBetweenTrials() {
    HeardTrials heard = new HeardTrials();
    execute(
        trials(1000),
        (trial, progress) -> {
          heard.cancelled.set(true);
          return made(trial);
        },
        heard);
    assertThat(heard.begun).isNotEmpty().hasSizeLessThan(1000);
    assertThat(heard.ended.stream().map(outcome -> outcome.trial().name()))
        .containsExactlyInAnyOrderElementsOf(heard.begun);
  }

  /** A trial that is being made can ask whether to stop, and stops. */
  @Test
  default void letsATrialStop() {
    HeardTrials heard = new HeardTrials();
    execute(
        trials(3),
        (trial, progress) -> {
          heard.cancelled.set(true);
          return progress.cancelled() ? Outcome.stopped(trial, Map.of("steps", 7)) : made(trial);
        },
        heard);
    assertThat(heard.ended).isNotEmpty();
    assertThat(heard.ended)
        .allSatisfy(
            outcome -> {
              assertThat(outcome.ending()).isEqualTo(Ending.STOPPED);
              assertThat(outcome.metrics()).containsEntry("steps", 7);
            });
  }

  /** A listener that cannot go on ends the work, hears no more, and its caller learns why. */
  @Test
  default void passesOnWhatTheListenerThrows() {
    HeardTrials heard =
        new HeardTrials() {
          @Override
          public void ended(Outcome outcome) {
            super.ended(outcome);
            throw new KoopflowException("the table cannot be written");
          }
        };
    assertThatThrownBy(() -> execute(trials(1000), (trial, progress) -> made(trial), heard))
        .isInstanceOf(KoopflowException.class)
        .hasMessage("the table cannot be written");
    assertThat(heard.ended).hasSize(1);
    assertThat(heard.begun).hasSizeLessThan(1000);
  }

  /** So does a runner that cannot keep what it makes. */
  @Test
  default void passesOnWhatTheRunnerThrows() {
    HeardTrials heard = new HeardTrials();
    assertThatThrownBy(
            () ->
                execute(
                    trials(1000),
                    (trial, progress) -> {
                      throw new KoopflowException("the disk is full");
                    },
                    heard))
        .isInstanceOf(KoopflowException.class)
        .hasMessage("the disk is full");
    assertThat(heard.begun).isNotEmpty().hasSizeLessThan(1000);
    assertThat(heard.ended).isEmpty();
  }

  /** Without trials there is nothing to tell, and closing twice is harmless. */
  @Test
  default void closesTwice() {
    HeardTrials heard = new HeardTrials();
    TrialExecutor executor = executor((trial, progress) -> made(trial));
    executor.execute(List.of(), heard, heard);
    assertThat(heard.begun).isEmpty();
    executor.close();
    executor.close();
  }
}
