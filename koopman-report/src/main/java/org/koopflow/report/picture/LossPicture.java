package org.koopflow.report.picture;

import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.core.losses.LossRow;
import org.koopflow.core.run.LossTable;
import org.koopflow.report.text.Words;

/**
 * Losses over the steps of each stage, on a logarithmic axis where they span more than a decade.
 */
public final class LossPicture {
  /** Below this ratio of largest to smallest a logarithmic axis has hardly a number on it. */
  private static final double NARROW = 12;

  private LossPicture() {}

  /**
   * Draws one panel per stage.
   *
   * @param losses losses by stage, step and term; at least one row
   * @return bytes of a PNG file
   */
  public static byte[] draw(LossTable losses) {
    Map<String, List<LossRow>> stages = new LinkedHashMap<>();
    for (LossRow row : losses.rows()) {
      stages.computeIfAbsent(row.stage(), stage -> new ArrayList<>()).add(row);
    }
    if (stages.isEmpty()) {
      throw new IllegalArgumentException("there are no losses to draw");
    }
    List<Panel> panels = new ArrayList<>();
    stages.forEach((stage, rows) -> panels.add(panel(stage, rows, panels.isEmpty())));
    return Sheet.row(panels, 600, 400);
  }

  private static Panel panel(String stage, List<LossRow> rows, boolean leftmost) {
    Panel panel = new Panel(stage, "step", leftmost ? "loss" : "").legendBeside();
    List<String> terms = new LossTable(rows).terms();
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    long last = 1;
    for (int k = 0; k < terms.size(); k++) {
      LossCurve curve = LossCurve.of(rows, terms.get(k));
      for (double loss : curve.losses()) {
        low = Math.min(low, loss);
        high = Math.max(high, loss);
      }
      panel.line(
          Words.of(terms.get(k)),
          curve.steps(),
          curve.losses(),
          Palette.CURVES[k % Palette.CURVES.length],
          new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }
    for (LossRow row : rows) {
      last = Math.max(last, row.step());
    }
    if (low > high) {
      return panel.ranges(new Range(0, last), new Range(0, 1));
    }
    if (high < NARROW * low) {
      return panel.ranges(new Range(0, last), Range.of(List.of(new double[] {low, high})));
    }
    return panel
        .logarithmicY()
        .ranges(new Range(0, last), new Range(decade(low, false), decade(high, true)));
  }

  /** A round number of the axis below or above: 1, 2 or 5 times a power of ten. */
  private static double decade(double value, boolean above) {
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    double[] steps = {power, 2 * power, 5 * power, 10 * power};
    double result = above ? steps[3] : steps[0];
    for (double step : steps) {
      if (above ? step > value && step < result : step <= value && step > result) {
        result = step;
      }
    }
    return result;
  }
}
