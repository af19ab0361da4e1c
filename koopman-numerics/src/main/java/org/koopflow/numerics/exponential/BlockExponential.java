package org.koopflow.numerics.exponential;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.numerics.host.HostScope;
import org.koopflow.numerics.host.HostTensor;

/**
 * The exponential of a generator whose coupling A is made of 2 x 2 blocks {@code [[alpha, beta],
 * [-beta, alpha]]}, in closed form and without a matrix product: with {@code z = alpha + i beta}
 * any function f of a block is {@code [[Re f(z), Im f(z)], [-Im f(z), Re f(z)]]}, and the affine
 * part takes {@link PhiFunctions}. O(m) functions of numbers; differentiable.
 */
public final class BlockExponential implements Exponential {
  /** Constant and time, which stand in front of a condition. */
  private static final int TIMED = 2;

  private final int affine;
  private final OnTensors onTensors;

  /**
   * Creates the strategy.
   *
   * @param settings its settings
   * @param context what is known of the generators
   */
  public BlockExponential(TaylorSettings settings, ExponentialContext context) {
    affine = context.affine();
    onTensors = new Blocks(Objects.requireNonNull(settings, "settings").accuracy(), affine);
  }

  /**
   * The exponential, to double precision whatever the settings, by the code that runs on tensors.
   *
   * @param a a multiple of a generator of rotation-scaling blocks
   * @return e^a
   * @throws IllegalArgumentException if the matrix is not square, not finite or of another
   *     structure
   * @throws org.koopflow.api.KoopflowException if the result exceeds the range of double precision
   */
  @Override
  public Matrix exp(Matrix a) {
    requireBlocks(Inputs.require(a));
    OnTensors precise = new Blocks(Precision.FLOAT64, affine);
    Tensor result =
        precise.exp(
            new HostScope(Weights.EMPTY), HostTensor.of(a), precise.effort(largestEigenvalue(a)));
    return Inputs.requireRepresentable(HostTensor.require(result).toMatrix(), a);
  }

  @Override
  public Optional<OnTensors> onTensors() {
    return Optional.of(onTensors);
  }

  private double largestEigenvalue(Matrix a) {
    double largest = 0;
    for (int i = affine; i < a.rows(); i += 2) {
      largest = Math.max(largest, Math.hypot(a.get(i, i), a.get(i, i + 1)));
    }
    return largest;
  }

  private void requireBlocks(Matrix a) {
    Matrix coupling = AffineParts.of(a, affine).map(AffineParts::coupling).orElse(null);
    if (coupling == null || coupling.rows() % 2 != 0) {
      throw new IllegalArgumentException(
          "exponential 'block' needs a generator with an even number of observables and the rows"
              + " of constant, time and condition first, got "
              + a);
    }
    for (int i = 0; i < coupling.rows(); i++) {
      for (int j = 0; j < coupling.rows(); j++) {
        int partner = i ^ 1;
        boolean right =
            j == i
                ? coupling.get(i, i) == coupling.get(partner, partner)
                : j == partner
                    ? coupling.get(i, j) == -coupling.get(j, i)
                    : coupling.get(i, j) == 0;
        if (!right) {
          throw new IllegalArgumentException(
              "exponential 'block' needs blocks [[alpha, beta], [-beta, alpha]] on the diagonal and"
                  + " zeros beside them; the coupling differs in row "
                  + i
                  + ", column "
                  + j);
        }
      }
    }
  }

  private record Blocks(Precision accuracy, int affine) implements OnTensors {
    @Override
    public int effort(double norm1) {
      return PhiFunctions.halvings(norm1);
    }

    @Override
    public Tensor exp(Scope scope, Tensor a, int effort) {
      int n = a.shape().rows();
      int m = n - affine;
      if (n != a.shape().columns() || m < 2 || m % 2 != 0) {
        throw new IllegalArgumentException(
            "exponential 'block' needs a square generator with an even number of observables, got "
                + a.shape());
      }
      Tensor diagonal = scope.constant(Matrix.identity(m).toBatch());
      Tensor swap = scope.constant(swap(m));
      Tensor top = a.slice(Axis.ROWS, 0, affine);
      Tensor bottom = a.slice(Axis.ROWS, affine, n);
      Tensor coupling = bottom.slice(Axis.COLUMNS, affine, n);
      Tensor b = bottom.slice(Axis.COLUMNS, 0, 1);
      Tensor drift = bottom.slice(Axis.COLUMNS, 1, TIMED);
      // Row by row the number on the diagonal and the one beside it, alpha and +-beta, m x 1.
      PhiFunctions phi =
          PhiFunctions.of(
              new ComplexTensor(
                  coupling.multiply(diagonal).sum(Axis.COLUMNS),
                  coupling.multiply(swap).sum(Axis.COLUMNS)),
              effort,
              accuracy);
      Tensor speed = top.slice(Axis.ROWS, 1, TIMED).slice(Axis.COLUMNS, 0, 1);
      Tensor constant =
          times(phi.phi1(), b, swap).add(times(phi.phi2(), drift, swap).multiply(speed));
      Tensor exp = diagonal.multiply(phi.exp().re()).add(swap.multiply(phi.exp().im()));
      List<Tensor> others = new ArrayList<>(List.of(times(phi.phi1(), drift, swap)));
      if (affine > TIMED) {
        // A condition stands still: each of its columns is one more constant.
        others.add(times(phi.phi1(), bottom.slice(Axis.COLUMNS, TIMED, affine), swap));
      }
      others.add(exp);
      Tensor lower = constant.concatenate(Axis.COLUMNS, others);
      double[] ones = new double[affine * n];
      for (int i = 0; i < affine; i++) {
        ones[i * n + i] = 1;
      }
      return top.add(scope.constant(Batch.ofDoubles(affine, n, ones)))
          .concatenate(Axis.ROWS, List.of(lower));
    }

    /** A block-diagonal matrix times columns; the numbers of a block stand in both its rows. */
    private static Tensor times(ComplexTensor blocks, Tensor vector, Tensor swap) {
      return blocks.re().multiply(vector).add(blocks.im().multiply(swap.matmul(vector)));
    }

    /** Exchanges the two rows of each block. */
    private static Batch swap(int m) {
      double[] swap = new double[m * m];
      for (int i = 0; i < m; i++) {
        swap[i * m + (i ^ 1)] = 1;
      }
      return Batch.ofDoubles(m, m, swap);
    }
  }
}
