package org.koopflow.numerics.exponential;

import java.util.List;
import java.util.Optional;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.Structure;

/**
 * Each where it is best: {@link BlockExponential} for generators of rotation-scaling blocks; for
 * all others {@link TaylorExponential} on tensors and {@link PadeExponential} on matrices.
 */
public final class AutoExponential implements Exponential {
  private final Exponential onMatrices;
  private final Exponential onTensors;

  /**
   * Creates the strategy.
   *
   * @param settings settings of the form on tensors
   * @param context what is known of the generators
   */
  public AutoExponential(TaylorSettings settings, ExponentialContext context) {
    if (context.structure().equals(Structure.ROTATION_SCALING_BLOCKS)) {
      onMatrices = new BlockExponential(settings, context);
      onTensors = onMatrices;
    } else {
      onMatrices = new PadeExponential();
      onTensors = new TaylorExponential(settings);
    }
  }

  /**
   * The exponential.
   *
   * @param a a square matrix of finite numbers, of the structure this was made for
   * @return e^a
   * @throws IllegalArgumentException if the matrix is empty, not square, not finite or of another
   *     structure
   * @throws org.koopflow.api.KoopflowException if the result exceeds the range of double precision
   */
  @Override
  public Matrix exp(Matrix a) {
    return onMatrices.exp(a);
  }

  @Override
  public List<Matrix> exp(Matrix a, double[] times) {
    return onMatrices.exp(a, times);
  }

  @Override
  public Optional<OnTensors> onTensors() {
    return onTensors.onTensors();
  }
}
