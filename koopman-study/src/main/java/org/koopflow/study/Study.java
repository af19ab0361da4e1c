package org.koopflow.study;

import java.nio.file.Path;
import org.koopflow.api.Progress;
import org.koopflow.api.Selection;
import org.koopflow.api.study.ExecutorContext;
import org.koopflow.api.study.ExecutorProvider;
import org.koopflow.api.study.Outcome;
import org.koopflow.api.study.Trial;
import org.koopflow.api.study.TrialExecutor;
import org.koopflow.api.study.TrialListener;
import org.koopflow.core.Koopflow;
import org.koopflow.core.run.Claim;
import org.koopflow.core.run.RunFolder;
import org.koopflow.numerics.file.AtomicFile;

/**
 * Runs the trials of a plan into one folder: a run for each, in the folder of its name, and the
 * table {@code table.csv}, which grows with every trial that ends.
 */
public final class Study {
  private final Koopflow koopflow;
  private final Path folder;
  private final Keeper keeper;

  /**
   * Prepares a study; nothing is written yet.
   *
   * @param koopflow runs the trials and knows the executors
   * @param folder where all is to stand; former runs of the same name are replaced
   * @param keeper writes runs and table
   */
  public Study(Koopflow koopflow, Path folder, Keeper keeper) {
    this.koopflow = koopflow;
    this.folder = folder;
    this.keeper = keeper;
  }

  /**
   * The file of the table.
   *
   * @return its path
   */
  public Path table() {
    return folder.resolve("table.csv");
  }

  /**
   * Makes the trials.
   *
   * @param plan the trials
   * @param executor where they are made
   * @param listener hears of each; the table has it when it hears that it has ended
   * @param progress hears how far the work is, and may stop it
   * @return all outcomes; those of the trials that were begun, if the work was stopped
   * @throws org.koopflow.api.SpecificationException if there is no such executor
   * @throws org.koopflow.api.KoopflowException if something cannot be written, or another study is
   *     writing the table; whether it is so is asked before the first trial begins
   */
  public Results run(
      Plan plan,
      Selection<ExecutorProvider<?>> executor,
      TrialListener listener,
      Progress progress) {
    plan.trials().forEach(trial -> RunFolder.requireWritable(folder.resolve(trial.name())));
    AtomicFile.requireWritable(table());
    try (Claim claim = Claim.of(table())) {
      return claimed(claim, plan, executor, listener, progress);
    }
  }

  private Results claimed(
      Claim claim,
      Plan plan,
      Selection<ExecutorProvider<?>> executor,
      TrialListener listener,
      Progress progress) {
    Tabling tabling = new Tabling(plan, listener);
    ExecutorContext context =
        new ExecutorContext(folder, new LocalTrials(koopflow, folder, keeper));
    try (TrialExecutor trials =
        koopflow.plugins().create(ExecutorProvider.class, executor, context)) {
      trials.execute(plan.trials(), tabling, progress);
    }
    return tabling.results;
  }

  /** Writes the table after every outcome. */
  private final class Tabling implements TrialListener {
    private final TrialListener listener;
    private Results results;

    Tabling(Plan plan, TrialListener listener) {
      this.listener = listener;
      this.results = Results.none(plan);
    }

    @Override
    public void begun(Trial trial) {
      listener.begun(trial);
    }

    @Override
    public void ended(Outcome outcome) {
      results = results.with(outcome);
      AtomicFile.write(table(), keeper.table(results));
      listener.ended(outcome);
    }
  }
}
