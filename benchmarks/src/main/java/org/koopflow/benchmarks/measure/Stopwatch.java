package org.koopflow.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.koopflow.numerics.dense.Median;

/**
 * Measures by medians: a workload and the reference run in turn, so that a drift of the machine, or
 * other work on it, touches both alike and their ratio stays meaningful.
 */
public final class Stopwatch {
  private static final int MAX_RUNS = 200;
  private static final int PATIENCE = 4;

  private final double warmUp;
  private final double budget;
  private final int minRuns;
  private final LongSupplier clock;

  /**
   * Creates a stopwatch.
   *
   * @param warmUp seconds of uncounted runs before, at least one of each
   * @param budget seconds after which no further run begins
   * @param minRuns counted runs at least, unless they take four times the budget
   */
  public Stopwatch(double warmUp, double budget, int minRuns) {
    this(warmUp, budget, minRuns, System::nanoTime);
  }

  Stopwatch(double warmUp, double budget, int minRuns, LongSupplier clock) {
    if (!(warmUp >= 0 && budget >= 0 && minRuns >= 1)) {
      throw new IllegalArgumentException(
          "warm-up and budget must not be negative and there must be a run, got "
              + warmUp
              + ", "
              + budget
              + " and "
              + minRuns);
    }
    this.warmUp = warmUp;
    this.budget = budget;
    this.minRuns = minRuns;
    this.clock = clock;
  }

  /**
   * Measures a workload beside a reference.
   *
   * @param workload the workload
   * @param reference runs in turn with it
   * @return its time, and its rate as a share of the reference's
   */
  public Timing measure(Workload workload, Workload reference) {
    long begun = clock.getAsLong();
    do {
      workload.run();
      reference.run();
    } while (since(begun) < warmUp);
    List<Double> seconds = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    begun = clock.getAsLong();
    while (another(seconds.size(), since(begun))) {
      double own = time(workload::run);
      double other = time(reference::run);
      seconds.add(own);
      shares.add(workload.flops() / own / (reference.flops() / other));
    }
    return new Timing(median(seconds), median(shares), seconds.size());
  }

  /**
   * Measures something by itself.
   *
   * @param body one run
   * @return median seconds of a run
   */
  public double seconds(Runnable body) {
    long begun = clock.getAsLong();
    do {
      body.run();
    } while (since(begun) < warmUp);
    List<Double> seconds = new ArrayList<>();
    begun = clock.getAsLong();
    while (another(seconds.size(), since(begun))) {
      seconds.add(time(body));
    }
    return median(seconds);
  }

  /** Long runs are cut short: a median of many is not worth minutes. */
  private boolean another(int runs, double spent) {
    return runs == 0
        || (runs < minRuns && spent < PATIENCE * budget)
        || (runs < MAX_RUNS && spent < budget);
  }

  private double time(Runnable body) {
    long begun = clock.getAsLong();
    body.run();
    return Math.max(1, clock.getAsLong() - begun) * 1e-9;
  }

  private double since(long begun) {
    return (clock.getAsLong() - begun) * 1e-9;
  }

  private static double median(List<Double> values) {
    return Median.of(values.stream().mapToDouble(Double::doubleValue));
  }
}
