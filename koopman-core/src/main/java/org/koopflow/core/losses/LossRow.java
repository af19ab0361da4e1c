package org.koopflow.core.losses;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One row of the loss curves.
 *
 * @param stage name of the training
 * @param step steps done
 * @param values figures by name, averaged over the steps since the row before
 */
public record LossRow(String stage, int step, Map<String, Double> values) {
  /**
   * Copies the map, keeping its order.
   *
   * @param stage name of the training
   * @param step steps done
   * @param values figures by name
   */
  public LossRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
