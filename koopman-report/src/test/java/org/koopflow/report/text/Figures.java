package org.koopflow.report.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;
import org.koopflow.core.evaluation.FigureCatalog;

/** Figures of a run such as it leaves them. */
public final class Figures {
  private Figures() {}

  public static Map<String, Object> metrics() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put(
        "teacher", measures("slicedWasserstein", 0.08123, "nfe", 98, "samplesPerSecond", 2345.67));
    metrics.put(
        "student",
        measures(
            "slicedWasserstein",
            0.0871,
            "nfe",
            1,
            "samplesPerSecond",
            234567.8,
            "speedup",
            100.02));
    metrics.put("floor", measures("slicedWasserstein", 0.0432));
    metrics.put("endMse", 0.00892);
    metrics.put("pathMse", measures("0.25", 0.002, "0.5", 0.00812));
    metrics.put("relativeResidual", 0.123456);
    return metrics;
  }

  /** What metrics say of those figures. */
  public static FigureCatalog catalog() {
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (Figure figure :
        List.of(
            FigureCatalog.FEW_STEPS,
            Figure.of("slicedWasserstein", "sliced Wasserstein distance", Better.LOWER)
                .in("unit of the data")
                .under("SW2")
                .asHeadline(),
            Figure.of("energy", "energy distance", Better.LOWER),
            Figure.of("nfe", "network evaluations per sample", Better.LOWER)
                .under("NFE")
                .asHeadline(),
            Figure.of("speedup", "speed-up over the teacher", Better.HIGHER).asHeadline(),
            Figure.of("endMse", "end MSE to the teacher", Better.LOWER)
                .under("end MSE")
                .asHeadline(),
            Figure.of("pathMse", "path MSE to the teacher", Better.LOWER).under("path MSE"),
            Figure.of("precision", "precision", Better.HIGHER),
            Figure.of("relativeResidual", "relative residual", Better.LOWER).under("residual"))) {
      figures.put(figure.key(), figure);
    }
    return new FigureCatalog(figures);
  }

  public static Map<String, Object> measures(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
