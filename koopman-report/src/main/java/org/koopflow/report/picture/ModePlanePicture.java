package org.koopflow.report.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Eigenvalues of generators in the complex plane, coloured by how truly their modes evolve. */
public final class ModePlanePicture {
  private static final BasicStroke AXIS = new BasicStroke(1.2f);
  private static final BasicStroke THIN = new BasicStroke(1);
  private static final int MOST_LEVELS = 5;

  /** Upper ends of the classes of errors; the last class is above all of them. */
  private static final double[] ENDS = {0.1, 0.3, 1};

  private static final String[] CLASSES = {
    "error up to 10 %", "up to 30 %", "up to 100 %", "above", "not measured"
  };

  private static final Color[] COLORS = {
    new Color(0x1b, 0x7f, 0x5f),
    new Color(0x8f, 0xb3, 0x39),
    new Color(0xe0, 0x9a, 0x1f),
    new Color(0xb8, 0x2a, 0x3e),
    Palette.DATA
  };

  private ModePlanePicture() {}

  /**
   * The modes of a generator.
   *
   * @param title what it is; empty for none
   * @param rate growth rates
   * @param turn imaginary parts of the rates, not negative; those of pairs are drawn with their
   *     mirror images
   * @param error how untrue each mode is; NaN where that was not measured
   */
  public record Spectrum(String title, double[] rate, double[] turn, double[] error) {}

  /**
   * A function over the plane to draw lines of equal powers of ten of.
   *
   * @param real real parts of a grid, ascending
   * @param imaginary imaginary parts, ascending
   * @param value by real part, then imaginary part, positive
   */
  public record Levels(double[] real, double[] imaginary, double[][] value) {}

  /**
   * Draws spectra side by side on the same axes.
   *
   * @param spectra at least one
   * @param levels lines to draw behind; null for none
   * @return bytes of a PNG file
   */
  public static byte[] draw(List<Spectrum> spectra, Levels levels) {
    List<double[]> xs = new ArrayList<>(List.of(new double[] {0}));
    List<double[]> ys = new ArrayList<>(List.of(new double[] {0}));
    for (Spectrum spectrum : spectra) {
      xs.add(spectrum.rate);
      ys.add(spectrum.turn);
      ys.add(Arrays.stream(spectrum.turn).map(turn -> -turn).toArray());
    }
    if (levels != null) {
      xs.add(levels.real);
      ys.add(levels.imaginary);
    }
    Range x = Range.of(xs);
    Range y = Range.of(ys);
    // A spectrum of real numbers alone still deserves a plane and not a line.
    double longest = Math.max(x.length(), y.length());
    Range shownX = x.ofLength(Math.max(x.length(), 0.5 * longest));
    Range shownY = y.ofLength(Math.max(y.length(), 0.5 * longest));
    return Sheet.row(
        spectra.stream().map(spectrum -> panel(spectrum, levels, shownX, shownY)).toList(),
        560,
        600);
  }

  private static Panel panel(Spectrum spectrum, Levels levels, Range x, Range y) {
    double far = 4 * (x.length() + y.length() + Math.abs(x.middle()) + Math.abs(y.middle()));
    Panel panel =
        new Panel(spectrum.title, "growth rate", "turning, radians per unit time")
            .ranges(x, y)
            .equalAspect()
            .line("", new double[] {0, 0}, new double[] {-far, far}, Palette.BORDER, AXIS)
            .line("", new double[] {-far, far}, new double[] {0, 0}, Palette.BORDER, AXIS);
    if (levels != null) {
      contours(panel, levels);
    }
    for (int c = 0; c < CLASSES.length; c++) {
      int wanted = c;
      int[] members =
          IntStream.range(0, spectrum.rate.length)
              .filter(k -> classOf(spectrum.error[k]) == wanted)
              .toArray();
      double[] re = new double[2 * members.length];
      double[] im = new double[2 * members.length];
      for (int i = 0; i < members.length; i++) {
        re[2 * i] = spectrum.rate[members[i]];
        re[2 * i + 1] = re[2 * i];
        im[2 * i] = spectrum.turn[members[i]];
        im[2 * i + 1] = -im[2 * i];
      }
      panel.dots(CLASSES[c], re, im, Palette.clear(COLORS[c], 200), 8);
    }
    return panel.legend();
  }

  private static int classOf(double error) {
    if (Double.isNaN(error)) {
      return CLASSES.length - 1;
    }
    int c = 0;
    while (c < ENDS.length && error > ENDS[c]) {
      c++;
    }
    return c;
  }

  private static void contours(Panel panel, Levels levels) {
    double[] all = Arrays.stream(levels.value).flatMapToDouble(Arrays::stream).sorted().toArray();
    int highest = (int) Math.floor(Math.log10(all[all.length - 1]));
    for (int k = 0; k < MOST_LEVELS; k++) {
      double level = Math.pow(10, highest - k);
      Contours lines = Contours.of(levels.real, levels.imaginary, levels.value, level);
      int grey = 205 - 25 * k;
      panel.line("", lines.x(), lines.y(), new Color(grey, grey, grey + 15), THIN);
    }
  }
}
