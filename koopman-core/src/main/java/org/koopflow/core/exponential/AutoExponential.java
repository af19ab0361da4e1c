package org.koopflow.core.exponential;

import java.util.Optional;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.Exponential;

/** Each where it is best: {@link TaylorExponential} on tensors, {@link PadeExponential} else. */
public final class AutoExponential implements Exponential {
  private final Exponential onMatrices = new PadeExponential();
  private final Exponential onTensors;

  /**
   * Creates the strategy.
   *
   * @param settings settings of the form on tensors
   */
  public AutoExponential(TaylorSettings settings) {
    onTensors = new TaylorExponential(settings);
  }

  /**
   * The exponential by {@link PadeExponential}.
   *
   * @param a a square matrix of finite numbers
   * @return e^a
   * @throws IllegalArgumentException if the matrix is empty, not square or not finite
   * @throws org.koopflow.api.KoopflowException if the result exceeds the range of double precision
   */
  @Override
  public Matrix exp(Matrix a) {
    return onMatrices.exp(a);
  }

  @Override
  public Optional<OnTensors> onTensors() {
    return onTensors.onTensors();
  }
}
