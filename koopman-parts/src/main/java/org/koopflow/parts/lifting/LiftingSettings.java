package org.koopflow.parts.lifting;

import java.util.Map;
import org.koopflow.api.Selection;
import org.koopflow.api.network.NetworkProvider;

/**
 * Size of a learned lifting without a decoder.
 *
 * @param dimension number m of observables, at least 1; the lifted state has {@code 2 + k + m}
 *     coordinates, with k those of a condition
 * @param network architecture of the encoder
 * @param features waves of time and state in front of the encoder
 */
public record LiftingSettings(
    int dimension, Selection<NetworkProvider<?>> network, FourierFeatures features) {
  /** Enough for two-dimensional data. */
  static final LiftingSettings DEFAULT =
      new LiftingSettings(64, new Selection<>("residual", Map.of("width", 128, "blocks", 2)));

  /**
   * Checks the range.
   *
   * @param dimension number m of observables
   * @param network architecture of the encoder
   * @param features waves of time and state in front of the encoder
   */
  public LiftingSettings {
    Ranges.requireSize("dimension", dimension);
  }

  /**
   * A lifting without waves.
   *
   * @param dimension number m of observables
   * @param network architecture of the encoder
   */
  public LiftingSettings(int dimension, Selection<NetworkProvider<?>> network) {
    this(dimension, network, FourierFeatures.NONE);
  }
}
