package org.koopflow.report.picture;

import java.awt.BasicStroke;
import java.util.Arrays;
import java.util.List;

/** Quality of smaller models against the number of modes they keep. */
public final class PruningPicture {
  private static final BasicStroke LINE =
      new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  /** Errors below are rounding, which would take most of a logarithmic axis. */
  private static final double LEAST = 1e-4;

  private PruningPicture() {}

  /**
   * Draws the relative error of samples beside the share of the operator's parameters, both axes
   * logarithmic.
   *
   * @param modes numbers of modes kept, ascending
   * @param errors relative error of samples for each; errors below 1e-4 are drawn at that level
   * @param shares share of the operator's parameters for each
   * @return bytes of a PNG file
   */
  public static byte[] draw(double[] modes, double[] errors, double[] shares) {
    double[] shown = Arrays.stream(errors).map(error -> Math.max(LEAST, error)).toArray();
    double[] small = Arrays.stream(shares).map(share -> Math.max(LEAST, share)).toArray();
    double least =
        Math.min(Arrays.stream(shown).min().orElse(1), Arrays.stream(small).min().orElse(1));
    double most = Math.max(1, Arrays.stream(shown).max().orElse(1));
    Panel panel =
        new Panel("", "modes kept", "")
            .logarithmicX()
            .logarithmicY()
            .ranges(new Range(0.8, 1.25 * modes[modes.length - 1]), new Range(least / 2, 2 * most))
            .line("relative error of samples", modes, shown, Palette.STUDENT, LINE)
            .line("share of the operator's parameters", modes, small, Palette.DATA, LINE)
            .dots("", modes, shown, Palette.STUDENT, 7)
            .dots("", modes, small, Palette.DATA, 7)
            .legend();
    return Sheet.row(List.of(panel), 600, 420);
  }
}
