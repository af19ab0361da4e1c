package org.koopflow.core.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Thins figures of every step to at most {@link #ROWS} rows of means. */
final class LossAverager {
  private static final int ROWS = 200;

  private final String stage;
  private final int every;
  private final Consumer<LossRow> rows;
  private final Map<String, Double> sums = new LinkedHashMap<>();
  private int count;

  LossAverager(String stage, int steps, Consumer<LossRow> rows) {
    this.stage = stage;
    this.every = Math.max(1, (steps + ROWS - 1) / ROWS);
    this.rows = rows;
  }

  void add(int done, Map<String, Double> values) {
    values.forEach((name, value) -> sums.merge(name, value, Double::sum));
    count++;
    if (count == every) {
      flush(done);
    }
  }

  void flush(int done) {
    if (count > 0) {
      sums.replaceAll((name, sum) -> sum / count);
      rows.accept(new LossRow(stage, done, sums));
      sums.clear();
      count = 0;
    }
  }
}
