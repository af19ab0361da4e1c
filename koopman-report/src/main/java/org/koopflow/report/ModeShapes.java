package org.koopflow.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.ModeAmplitudes;
import org.koopflow.spectral.ModeShape;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.ShapeAnalysis;

/**
 * What modes paint, as the page draws it: pictures where data are pictures, arrows at points of a
 * plane, else one bar for each coordinate. Each is scaled by itself; its reach says how large it
 * is.
 */
final class ModeShapes {
  private static final int PICTURES = 4;
  private static final int ARROWS = 90;
  private static final int BARS = 64;

  private final SpectralModel model;
  private final View view;
  private final Batch points;
  private final ModeAmplitudes amplitudes;

  /**
   * Prepares the drawing.
   *
   * @param model the analysis
   * @param view how data are shown
   * @param samples samples of the model in the coordinates of the flow
   * @param amplitudes amplitudes of those samples
   */
  ModeShapes(SpectralModel model, View view, Batch samples, ModeAmplitudes amplitudes) {
    this.model = model;
    this.view = view;
    this.points =
        View.first(samples, view.kind() == View.Kind.IMAGES ? view.pictures(PICTURES) : ARROWS);
    this.amplitudes = amplitudes;
  }

  /** Where the shapes are looked at. */
  Map<String, Object> at() {
    return view.rows(model.model().toData(points));
  }

  /** The shapes of the first modes, in the order of the spectrum. */
  List<Map<String, Object>> of(int count) {
    return model.apply(new ShapeAnalysis(points)).stream().limit(count).map(this::shape).toList();
  }

  private Map<String, Object> shape(ModeShape shape) {
    Mode mode = shape.mode();
    Batch real = model.directionToData(shape.real());
    Batch imaginary = model.directionToData(shape.imaginary());
    double deviation = mode.dimension() * Math.sqrt(amplitudes.variance(mode.index()));
    Map<String, Object> map = new LinkedHashMap<>();
    if (view.kind() == View.Kind.IMAGES) {
      map.put("reach", Compact.number(deviation * Math.max(largest(real), largest(imaginary))));
      map.put("real", pictures(real, imaginary, real));
      if (mode.isPair()) {
        map.put("imaginary", pictures(real, imaginary, imaginary));
      }
    } else if (real.columns() == 2) {
      double longest = Math.max(longest(real), longest(imaginary));
      map.put("reach", Compact.number(deviation * longest));
      map.put("real", arrows(real, longest));
      if (mode.isPair()) {
        map.put("imaginary", arrows(imaginary, longest));
      }
    } else {
      double highest = Math.max(largest(real), largest(imaginary));
      map.put("reach", Compact.number(deviation * highest));
      map.put("real", bars(real, highest));
      if (mode.isPair()) {
        map.put("imaginary", bars(imaginary, highest));
      }
    }
    return map;
  }

  /** Signed bytes, 127 where the picture or its companion changes most. */
  private static List<String> pictures(Batch real, Batch imaginary, Batch wanted) {
    List<String> pictures = new ArrayList<>();
    for (int row = 0; row < wanted.rows(); row++) {
      double most =
          Math.max(largest(real.rows(row, row + 1)), largest(imaginary.rows(row, row + 1)));
      byte[] bytes = new byte[wanted.columns()];
      for (int i = 0; i < bytes.length && most > 0; i++) {
        bytes[i] = (byte) Math.round(127 * wanted.get(row, i) / most);
      }
      pictures.add(Base64.getEncoder().encodeToString(bytes));
    }
    return pictures;
  }

  private static Map<String, Object> arrows(Batch shape, double longest) {
    double[] x = new double[shape.rows()];
    double[] y = new double[shape.rows()];
    for (int row = 0; row < x.length && longest > 0; row++) {
      x[row] = Compact.number(shape.get(row, 0) / longest);
      y[row] = Compact.number(shape.get(row, 1) / longest);
    }
    return Compact.tree("x", x, "y", y);
  }

  /** Mean over the points, of the first coordinates. */
  private static double[] bars(Batch shape, double highest) {
    double[] bars = new double[Math.min(BARS, shape.columns())];
    for (int i = 0; i < bars.length && highest > 0; i++) {
      for (int row = 0; row < shape.rows(); row++) {
        bars[i] += shape.get(row, i) / highest / shape.rows();
      }
      bars[i] = Compact.number(bars[i]);
    }
    return bars;
  }

  private static double largest(Batch rows) {
    double largest = 0;
    for (double value : rows.doubles()) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static double longest(Batch rows) {
    double longest = 0;
    for (int row = 0; row < rows.rows(); row++) {
      longest = Math.max(longest, Math.hypot(rows.get(row, 0), rows.get(row, 1)));
    }
    return longest;
  }
}
