package org.koopflow.spectral.model.analysis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.ModeFidelity;
import org.koopflow.spectral.ModeResidual;

/**
 * A mode with what is known of it.
 *
 * @param mode the mode
 * @param share what it carries of the variance of the model's samples, as in {@link
 *     org.koopflow.spectral.Contributions.Share}
 * @param fidelity how truly it evolves along the teacher's trajectories; empty where the teacher
 *     has no velocity field to follow
 * @param residual how far its eigenfunction is from being one at points of those trajectories;
 *     empty as above
 */
public record AnalysedMode(
    Mode mode, double share, Optional<ModeFidelity> fidelity, Optional<ModeResidual> residual) {
  /**
   * The figures by name.
   *
   * @return numbers alone, in a fixed order: {@code growthRate}, {@code frequency}, {@code
   *     halfLife} and {@code period} where finite, {@code condition}, {@code share}, {@code
   *     fidelityError}, {@code variationError}, {@code conservedError}, {@code residual}
   */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("growthRate", mode.growthRate());
    map.put("frequency", mode.frequency());
    putFinite(map, "halfLife", mode.halfLife());
    putFinite(map, "period", mode.period());
    putFinite(map, "condition", mode.condition());
    map.put("share", share);
    fidelity.ifPresent(
        each -> {
          putFinite(map, "fidelityError", each.relativeError());
          putFinite(map, "variationError", each.variationError());
          putFinite(map, "conservedError", each.conservedError());
        });
    residual.ifPresent(each -> putFinite(map, "residual", each.relative()));
    return map;
  }

  /** JSON has no infinity. */
  private static void putFinite(Map<String, Object> map, String name, double value) {
    if (Double.isFinite(value)) {
      map.put(name, value);
    }
  }
}
