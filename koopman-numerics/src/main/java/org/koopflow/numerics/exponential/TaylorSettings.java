package org.koopflow.numerics.exponential;

import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Precision;

/**
 * Settings of an exponential on tensors.
 *
 * @param accuracy accuracy of the polynomial inside a training. {@link Precision#FLOAT32} suits a
 *     backend of single precision; {@link Precision#FLOAT64} costs one or two matrix products more
 *     and is worth them on a backend of double precision alone. Exponentials of double matrices are
 *     always accurate to double precision.
 */
public record TaylorSettings(Precision accuracy) {
  /** Single precision. */
  public static final TaylorSettings DEFAULT = new TaylorSettings(Precision.FLOAT32);

  /**
   * Checks the value.
   *
   * @param accuracy accuracy of the polynomial inside a training
   */
  public TaylorSettings {
    if (accuracy == null) {
      throw new InvalidSettingException("accuracy", "must be float32 or float64, got nothing");
    }
  }
}
