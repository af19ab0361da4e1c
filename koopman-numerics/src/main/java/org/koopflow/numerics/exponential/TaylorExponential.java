package org.koopflow.numerics.exponential;

import java.util.Objects;
import java.util.Optional;
import org.koopflow.api.Matrix;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.numerics.host.HostScope;
import org.koopflow.numerics.host.HostTensor;

/**
 * The exponential by scaling and squaring with Taylor polynomials of degree 1 to 18, in matrix
 * products and sums alone (see {@link TaylorPolynomial}), hence differentiable on any backend.
 *
 * <p>Scaling goes by the 1-norm. A matrix far from normal, whose powers are much smaller than the
 * powers of its norm, is scaled more than it needs and loses digits: for such a matrix in double
 * precision prefer {@link PadeExponential}.
 */
public final class TaylorExponential implements Exponential {
  private final OnTensors onTensors;

  /**
   * Creates the strategy.
   *
   * @param settings its settings
   */
  public TaylorExponential(TaylorSettings settings) {
    onTensors = new Polynomials(Objects.requireNonNull(settings, "settings").accuracy());
  }

  /**
   * The exponential, to double precision whatever the settings, by the code that runs on tensors.
   *
   * @param a a square matrix of finite numbers
   * @return e^a; for a matrix of 1-norm c, near normal, with a relative error of about c times
   *     1e-16
   * @throws IllegalArgumentException if the matrix is empty, not square or not finite
   * @throws org.koopflow.api.KoopflowException if the result exceeds the range of double precision
   */
  @Override
  public Matrix exp(Matrix a) {
    OnTensors precise = new Polynomials(Precision.FLOAT64);
    int effort = precise.effort(Inputs.require(a).norm1());
    Matrix result =
        HostTensor.require(precise.exp(new HostScope(Weights.EMPTY), HostTensor.of(a), effort))
            .toMatrix();
    return Inputs.requireRepresentable(result, a);
  }

  @Override
  public Optional<OnTensors> onTensors() {
    return Optional.of(onTensors);
  }

  private record Polynomials(Precision accuracy) implements OnTensors {
    @Override
    public int effort(double norm1) {
      return TaylorPlan.products(norm1, accuracy);
    }

    @Override
    public Tensor exp(Scope scope, Tensor a, int effort) {
      Shape shape = a.shape();
      if (shape.rows() != shape.columns()) {
        throw new IllegalArgumentException("an exponential needs a square matrix, got " + shape);
      }
      TaylorPlan plan = TaylorPlan.of(effort);
      Tensor scaled = plan.squarings() == 0 ? a : a.multiply(Math.scalb(1.0, -plan.squarings()));
      Tensor result = TaylorPolynomial.of(scope, scaled, plan.degree());
      for (int k = 0; k < plan.squarings(); k++) {
        result = result.matmul(result);
      }
      return result;
    }
  }
}
