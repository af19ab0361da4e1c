package org.koopflow.parts.lifting;

import java.util.Optional;
import org.koopflow.api.Selection;
import org.koopflow.api.network.NetworkProvider;

/**
 * Size of a lifting with an encoder and a decoder.
 *
 * @param dimension number m of observables, at least 1; the lifted state has {@code 2 + k + m}
 *     coordinates, with k those of a condition
 * @param network architecture of the encoder, and of the decoder unless that has its own
 * @param decoderNetwork architecture of the decoder. The encoder has the harder task, since the
 *     flow is to be linear in what it finds: at equal cost a deeper encoder and a shallower decoder
 *     give truer modes
 * @param features waves of time and state in front of the encoder
 */
public record EncoderDecoderSettings(
    int dimension,
    Selection<NetworkProvider<?>> network,
    Optional<Selection<NetworkProvider<?>>> decoderNetwork,
    FourierFeatures features) {
  /** That of a lifting without a decoder, whose architecture the decoder shares. */
  static final EncoderDecoderSettings DEFAULT =
      new EncoderDecoderSettings(
          LiftingSettings.DEFAULT.dimension(),
          LiftingSettings.DEFAULT.network(),
          Optional.empty(),
          LiftingSettings.DEFAULT.features());

  /**
   * Checks the range.
   *
   * @param dimension number m of observables
   * @param network architecture of the encoder
   * @param decoderNetwork architecture of the decoder
   * @param features waves of time and state in front of the encoder
   */
  public EncoderDecoderSettings {
    Ranges.requireSize("dimension", dimension);
  }
}
