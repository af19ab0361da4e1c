package org.koopflow.core.lifting;

import java.util.Map;
import org.koopflow.api.Selection;
import org.koopflow.api.network.NetworkProvider;

/**
 * Size of a learned lifting.
 *
 * @param dimension number m of observables, at least 1; the lifted state has {@code m + 2}
 *     coordinates
 * @param network architecture of the encoder, and of the decoder where there is one
 */
public record LiftingSettings(int dimension, Selection<NetworkProvider<?>> network) {
  /** Enough for two-dimensional data. */
  static final LiftingSettings DEFAULT =
      new LiftingSettings(64, new Selection<>("residual", Map.of("width", 128, "blocks", 2)));

  /**
   * Checks the range.
   *
   * @param dimension number m of observables
   * @param network architecture of the encoder
   */
  public LiftingSettings {
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension must be at least 1, got " + dimension);
    }
  }
}
