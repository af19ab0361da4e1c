package org.koopflow.report.picture;

import java.awt.BasicStroke;
import java.util.List;

/** Eigenvalues of the generator in the complex plane. */
public final class SpectrumPicture {
  private static final BasicStroke AXIS = new BasicStroke(1.2f);

  private SpectrumPicture() {}

  /**
   * Draws eigenvalues of the generator: continuous rates, growth to the right of the imaginary
   * axis, decay to the left of it.
   *
   * @param re real parts
   * @param im imaginary parts, as many
   * @return bytes of a PNG file
   */
  public static byte[] draw(double[] re, double[] im) {
    Range x = Range.of(List.of(re, new double[] {0}));
    Range y = Range.of(List.of(im, new double[] {0}));
    double longest = Math.max(x.length(), y.length());
    // A spectrum of real numbers alone still deserves a plane and not a line.
    Range shownX = x.ofLength(Math.max(x.length(), 0.5 * longest));
    Range shownY = y.ofLength(Math.max(y.length(), 0.5 * longest));
    int width = (int) Math.max(400, Math.min(640, 90 + 470 * shownX.length() / shownY.length()));
    double far = 4 * (longest + Math.abs(x.middle()) + Math.abs(y.middle()));
    Panel panel =
        new Panel("", "growth rate, Re \u03bb", "frequency, Im \u03bb (radians per unit time)")
            .ranges(shownX, shownY)
            .equalAspect()
            .line("", new double[] {0, 0}, new double[] {-far, far}, Palette.BORDER, AXIS)
            .line("", new double[] {-far, far}, new double[] {0, 0}, Palette.BORDER, AXIS)
            .dots("eigenvalues", re, im, Palette.clear(Palette.TEACHER, 170), 8);
    return Sheet.row(List.of(panel), width, 560);
  }
}
