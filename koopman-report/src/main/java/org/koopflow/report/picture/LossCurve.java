package org.koopflow.report.picture;

import java.util.List;
import org.koopflow.core.losses.LossRow;

/**
 * One term of a loss, averaged geometrically over stretches of steps, since single batches scatter.
 *
 * @param steps mean step of each stretch
 * @param losses mean loss of each stretch
 */
public record LossCurve(double[] steps, double[] losses) {
  private static final int POINTS = 160;

  /**
   * Averages the rows of one stage.
   *
   * @param rows rows of the stage
   * @param term name of the term; rows in which it is missing, not positive or not finite are left
   *     out
   * @return at most 160 points
   */
  public static LossCurve of(List<LossRow> rows, String term) {
    List<LossRow> usable =
        rows.stream()
            .filter(
                row -> {
                  Double value = row.values().get(term);
                  return value != null && value > 0 && Double.isFinite(value);
                })
            .toList();
    int points = Math.min(POINTS, usable.size());
    LossCurve curve = new LossCurve(new double[points], new double[points]);
    for (int point = 0; point < points; point++) {
      int from = (int) ((long) usable.size() * point / points);
      int to = (int) ((long) usable.size() * (point + 1) / points);
      double step = 0;
      double logarithm = 0;
      for (LossRow row : usable.subList(from, to)) {
        step += row.step();
        logarithm += Math.log(row.values().get(term));
      }
      curve.steps[point] = step / (to - from);
      curve.losses[point] = Math.exp(logarithm / (to - from));
    }
    return curve;
  }
}
