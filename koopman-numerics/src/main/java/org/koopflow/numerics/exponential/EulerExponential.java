package org.koopflow.numerics.exponential;

import java.util.Optional;
import org.koopflow.api.Matrix;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.numerics.host.HostScope;
import org.koopflow.numerics.host.HostTensor;

/**
 * Not the exponential but {@code (I + A/k)^k}, which is what k Euler steps of {@code dz/dt = A z}
 * come to, in at most {@code 2 log2 k} products. Its relative error is about {@code |A|^2 / (2k)}.
 * The baseline that a comparison of exponentials wants to have.
 */
public final class EulerExponential implements Exponential {
  private final OnTensors onTensors;

  /**
   * Creates the strategy.
   *
   * @param settings the number of steps
   */
  public EulerExponential(EulerSettings settings) {
    onTensors = new Steps(settings.k());
  }

  /**
   * The power, by the code that runs on tensors.
   *
   * @param a a square matrix of finite numbers
   * @return {@code (I + a/k)^k}
   * @throws IllegalArgumentException if the matrix is empty, not square or not finite
   * @throws org.koopflow.api.KoopflowException if the result exceeds the range of double precision
   */
  @Override
  public Matrix exp(Matrix a) {
    Tensor result =
        onTensors.exp(new HostScope(Weights.EMPTY), HostTensor.of(Inputs.require(a)), 0);
    return Inputs.requireRepresentable(HostTensor.require(result).toMatrix(), a);
  }

  @Override
  public Optional<OnTensors> onTensors() {
    return Optional.of(onTensors);
  }

  private record Steps(int k) implements OnTensors {
    /** The number of steps is given, whatever the norm. */
    @Override
    public int effort(double norm1) {
      return 0;
    }

    @Override
    public Tensor exp(Scope scope, Tensor a, int effort) {
      int n = a.shape().rows();
      if (n != a.shape().columns()) {
        throw new IllegalArgumentException(
            "an exponential needs a square matrix, got " + a.shape());
      }
      Tensor step = a.multiply(1.0 / k).add(scope.constant(Matrix.identity(n).toBatch()));
      Tensor power = step;
      for (int bit = Integer.highestOneBit(k) >> 1; bit > 0; bit >>= 1) {
        power = power.matmul(power);
        if ((k & bit) != 0) {
          power = power.matmul(step);
        }
      }
      return power;
    }
  }
}
