package org.koopflow.report.page;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.data.Dataset;
import org.koopflow.report.picture.Plane;

/** How the rows of a data set are shown: as pictures, in a plane, or along a line. */
final class View {
  /** Pictures, points in a plane, numbers on a line. */
  enum Kind {
    IMAGES,
    PLANE,
    LINE
  }

  private final Kind kind;
  private final Dataset data;
  private final Plane plane;

  private View(Kind kind, Dataset data, Plane plane) {
    this.kind = kind;
    this.data = data;
    this.plane = plane;
  }

  static View of(Dataset data) {
    Plane plane = data.dimension() < 2 ? null : Plane.of(data.test());
    Kind kind = data.image().isPresent() ? Kind.IMAGES : plane == null ? Kind.LINE : Kind.PLANE;
    return new View(kind, data, plane);
  }

  Kind kind() {
    return kind;
  }

  /** What the page must know to show rows. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", kind.name().toLowerCase(java.util.Locale.ROOT));
    map.put("dimension", data.dimension());
    data.image()
        .ifPresent(
            shape -> {
              map.put("channels", shape.channels());
              map.put("height", shape.height());
              map.put("width", shape.width());
            });
    if (plane != null) {
      map.put("axes", List.of(plane.label(0), plane.label(1)));
    }
    return map;
  }

  /** Rows as the page reads them: pictures as bytes, channel by channel, points as coordinates. */
  Map<String, Object> rows(Batch rows) {
    return kind == Kind.IMAGES ? Map.of("pictures", pictures(rows)) : points(rows);
  }

  /** Points in the plane or on the line; pictures too lie in the plane of their components. */
  Map<String, Object> points(Batch rows) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (plane == null) {
      map.put("x", Compact.numbers(rows.doubles()));
    } else {
      map.put("x", Compact.numbers(plane.coordinate(rows, 0)));
      map.put("y", Compact.numbers(plane.coordinate(rows, 1)));
    }
    return map;
  }

  private static List<String> pictures(Batch rows) {
    List<String> pictures = new ArrayList<>();
    for (int row = 0; row < rows.rows(); row++) {
      byte[] grey = new byte[rows.columns()];
      for (int i = 0; i < grey.length; i++) {
        double value = rows.get(row, i);
        grey[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, value)));
      }
      pictures.add(Base64.getEncoder().encodeToString(grey));
    }
    return pictures;
  }

  /** At most so many of the first rows. */
  static Batch first(Batch rows, int most) {
    return rows.rows(0, Math.min(most, rows.rows()));
  }
}
