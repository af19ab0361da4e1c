package org.koopflow.cli.spectral;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;
import org.koopflow.cli.spectral.FigureRows.Row;
import org.koopflow.core.evaluation.FigureCatalog;

class FigureRowsTest {
  private static final FigureCatalog CATALOG =
      new FigureCatalog(
          Map.of(
              "drift", Figure.of("drift", "drift of the mean", Better.LOWER),
              "onTheWay", Figure.of("onTheWay", "error on the way", Better.LOWER),
              "parts", Figure.of("parts", "share of the parts", Better.HIGHER)));

  private static Map<String, Object> ordered(Object... entries) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], entries[i + 1]);
    }
    return map;
  }

  @Test
  void figuresAreCalledWhatTheirMetricCallsThem() {
    Map<String, Object> first =
        ordered("drift", 0.5, "onTheWay", ordered("0.05", 1.0, "0.25", 2.0, "0.9", 3.0));
    Map<String, Object> second =
        ordered("onTheWay", ordered("0.25", 4.0), "parts", ordered("left", 5.0, "right", 6.0));
    assertThat(new FigureRows(CATALOG, List.of(0.2, 0.3, 1.0)).of(first, second))
        .containsExactly(
            new Row("drift of the mean", 0.5, "-"),
            new Row("error on the way, 0.25", 2.0, 4.0),
            new Row("error on the way, 0.9", 3.0, "-"),
            new Row("share of the parts, left", "-", 5.0),
            new Row("share of the parts, right", "-", 6.0));
  }
}
