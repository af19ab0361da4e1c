package org.koopflow.study;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Progress;
import org.koopflow.api.study.Outcome;
import org.koopflow.api.study.Trial;
import org.koopflow.api.study.TrialRunner;
import org.koopflow.core.DivergedRunException;
import org.koopflow.core.Explanation;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.run.Claim;
import org.koopflow.core.run.RunFolder;
import org.koopflow.core.spec.ExperimentReader;

/**
 * Makes trials in this process.
 *
 * @param koopflow runs them
 * @param folder where their folders are to stand
 * @param keeper writes them
 */
record LocalTrials(Koopflow koopflow, Path folder, Keeper keeper) implements TrialRunner {
  @Override
  public Outcome run(Trial trial, Progress progress) {
    Claim claim;
    try {
      claim = RunFolder.claim(folder.resolve(trial.name()));
    } catch (KoopflowException taken) {
      return failed(trial, Map.of(), taken);
    }
    try (claim) {
      return run(trial, claim, progress);
    }
  }

  private Outcome run(Trial trial, Claim claim, Progress progress) {
    RunResult result;
    try {
      result =
          koopflow.run(
              new ExperimentReader(koopflow.plugins())
                  .text("trial " + trial.name(), trial.specification()),
              progress);
    } catch (DivergedRunException diverged) {
      keeper.keep(claim, diverged.reached());
      return failed(trial, diverged.reached().metrics(), diverged);
    } catch (CancellationException stopped) {
      return Outcome.stopped(trial, Map.of());
    } catch (RuntimeException | Error failure) {
      // One combination that is too large, or meets a mistake, is not the end of the study.
      return failed(trial, Map.of(), failure);
    }
    keeper.keep(claim, result);
    return result.completed()
        ? Outcome.completed(trial, result.metrics())
        : Outcome.stopped(trial, result.metrics());
  }

  private Outcome failed(Trial trial, Map<String, Object> reached, Throwable failure) {
    keeper.failed(trial, failure);
    return Outcome.failed(trial, reached, Explanation.of(failure));
  }
}
