package org.koopflow.report.text;

import java.util.LinkedHashMap;
import java.util.Map;

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

  public static Map<String, Object> measures(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
