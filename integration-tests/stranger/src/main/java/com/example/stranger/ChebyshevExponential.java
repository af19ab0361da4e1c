package com.example.stranger;

import java.util.Optional;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/**
 * The exponential as {@code (e^(a / 2^s))^(2^s)}, with s such that the norm of {@code a / 2^s} is
 * at most 1, and there {@code e^x = I_0(1) + 2 sum_k I_k(1) T_k(x)}, with Chebyshev polynomials T
 * and modified Bessel functions I (Tal-Ezer and Kosloff 1984).
 *
 * <p>At such a matrix the norm of {@code T_k} is at most {@code |T_k(i)|}, about {@code (1 + sqrt
 * 2)^k / 2}, while {@code 2 I_k(1)} is about {@code 2 / (2^k k!)}. So what is left out after k
 * terms is about {@code 1.21^(k+1) / (k+1)!}: 2e-17 for {@value #DOUBLE}, 2e-9 for {@value
 * #SINGLE}.
 */
final class ChebyshevExponential implements Exponential, Exponential.OnTensors {
  private static final int DOUBLE = 19;
  private static final int SINGLE = 12;
  private static final double[] COEFFICIENTS = coefficients();

  private static double[] coefficients() {
    double[] coefficients = new double[DOUBLE + 1];
    double first = 1;
    for (int k = 0; k <= DOUBLE; k++) {
      // I_k(1) is the sum over j of (1/2)^(k + 2j) / (j! (k + j)!); here j = 0 is taken out.
      double sum = 0;
      double term = 1;
      for (int j = 1; sum + term != sum; j++) {
        sum += term;
        term *= 0.25 / (j * (k + j));
      }
      coefficients[k] = (k == 0 ? 1 : 2) * first * sum;
      first *= 0.5 / (k + 1);
    }
    return coefficients;
  }

  /** One step of Clenshaw's recurrence, {@code c + s x next - afterNext}, whatever x is. */
  private interface Step<T> {
    T apply(double c, double s, T next, T afterNext);
  }

  /** The sum of a series by Clenshaw's recurrence, from its last term to its first. */
  private static <T> T sum(int last, T zero, Step<T> step) {
    T next = zero;
    T afterNext = zero;
    for (int k = last; k > 0; k--) {
      T current = step.apply(COEFFICIENTS[k], 2, next, afterNext);
      afterNext = next;
      next = current;
    }
    return step.apply(COEFFICIENTS[0], 1, next, afterNext);
  }

  @Override
  public Matrix exp(Matrix a) {
    if (a.rows() != a.columns() || !a.isFinite()) {
      throw new IllegalArgumentException(
          "an exponential needs a square matrix of finite numbers, got " + a);
    }
    int squarings = effort(a.norm1());
    Matrix x = a.times(Math.scalb(1.0, -squarings));
    Matrix identity = Matrix.identity(a.rows());
    Matrix e =
        sum(
            DOUBLE,
            Matrix.zeros(a.rows(), a.rows()),
            (c, s, next, afterNext) ->
                identity.times(c).plus(s, x.times(next)).plus(-1, afterNext));
    for (int i = 0; i < squarings; i++) {
      e = e.times(e);
    }
    return e;
  }

  @Override
  public Optional<OnTensors> onTensors() {
    return Optional.of(this);
  }

  /** How often to halve a matrix, and to square its exponential, so that its norm is at most 1. */
  @Override
  public int effort(double norm1) {
    if (!Double.isFinite(norm1)) {
      throw new IllegalArgumentException(
          "an exponential needs a matrix of finite norm, got a norm of " + norm1);
    }
    return norm1 <= 1 ? 0 : Math.getExponent(norm1) + 1;
  }

  @Override
  public Tensor exp(Scope scope, Tensor a, int effort) {
    Tensor x = a.multiply(Math.scalb(1.0, -effort));
    Tensor identity = scope.constant(Matrix.identity(a.shape().rows()).toBatch());
    Tensor e =
        sum(
            SINGLE,
            scope.filled(a.shape(), 0),
            (c, s, next, afterNext) ->
                identity.multiply(c).add(x.matmul(next).multiply(s)).subtract(afterNext));
    for (int i = 0; i < effort; i++) {
      e = e.matmul(e);
    }
    return e;
  }
}
