package org.koopflow.report.page;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.koopflow.api.Batch;
import org.koopflow.spectral.model.findings.ShapesFinding;

/**
 * What modes paint, as the page draws it: pictures where data are pictures, arrows at points of a
 * plane, else one bar for each coordinate. Each is scaled by itself; its reach says how large it
 * is.
 */
final class ShapeCharts {
  private static final int BARS = 64;

  private ShapeCharts() {}

  /** One tree for each mode, in the order of the spectrum. */
  static List<Map<String, Object>> of(ShapesFinding finding, View view) {
    return finding.shapes().stream().map(shape -> shape(shape, view)).toList();
  }

  private static Map<String, Object> shape(ShapesFinding.Shape shape, View view) {
    Batch real = shape.real();
    Batch imaginary = shape.imaginary();
    boolean plane = view.kind() != View.Kind.IMAGES && real.columns() == 2;
    double most =
        plane
            ? Math.max(longest(real), longest(imaginary))
            : Math.max(largest(real), largest(imaginary));
    Function<Batch, Object> drawing =
        part ->
            view.kind() == View.Kind.IMAGES
                ? pictures(real, imaginary, part)
                : plane ? arrows(part, most) : bars(part, most);
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("reach", Compact.number(shape.deviation() * most));
    map.put("real", drawing.apply(real));
    if (shape.mode().isPair()) {
      map.put("imaginary", drawing.apply(imaginary));
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
