package org.koopflow.core.losses;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Thins figures of every step to at most {@link #ROWS} rows of means. */
public final class LossAverager {
  private static final int ROWS = 200;

  private final String stage;
  private final int every;
  private final Consumer<LossRow> rows;
  private final Map<String, Double> sums = new LinkedHashMap<>();
  private int count;

  /**
   * Begins a curve.
   *
   * @param stage name of the training
   * @param steps steps it is going to take
   * @param rows receives the rows
   */
  public LossAverager(String stage, int steps, Consumer<LossRow> rows) {
    this.stage = stage;
    this.every = Math.max(1, (steps + ROWS - 1) / ROWS);
    this.rows = rows;
  }

  /**
   * Takes the figures of a step.
   *
   * @param done steps done, this one included
   * @param values figures by name
   */
  public void add(int done, Map<String, Double> values) {
    values.forEach((name, value) -> sums.merge(name, value, Double::sum));
    count++;
    if (count == every) {
      flush(done);
    }
  }

  /**
   * Gives what is left as a row.
   *
   * @param done steps done
   */
  public void flush(int done) {
    if (count > 0) {
      sums.replaceAll((name, sum) -> sum / count);
      rows.accept(new LossRow(stage, done, sums));
      sums.clear();
      count = 0;
    }
  }
}
