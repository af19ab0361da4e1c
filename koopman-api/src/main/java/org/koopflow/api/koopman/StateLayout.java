package org.koopflow.api.koopman;

import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * Where what stands in a lifted state {@code z = [1, t, g]}. The only place that knows.
 *
 * @param observables number m of learned coordinates, at least 1
 */
public record StateLayout(int observables) {
  private static final int ONE = 0;
  private static final int TIME = 1;
  private static final int FIRST = 2;

  /**
   * Checks the number.
   *
   * @param observables number of learned coordinates
   */
  public StateLayout {
    if (observables < 1) {
      throw new IllegalArgumentException(
          "a lifted state needs at least one observable, got " + observables);
    }
  }

  /**
   * Dimension n of the lifted state.
   *
   * @return {@code 2 + observables}
   */
  public int dimension() {
    return FIRST + observables;
  }

  /**
   * Joins the parts of lifted states.
   *
   * @param scope gives the constant
   * @param t times, rows x 1
   * @param g observables, rows x m
   * @return {@code [1, t, g]}, rows x n
   */
  public Tensor assemble(Scope scope, Tensor t, Tensor g) {
    if (g.shape().columns() != observables) {
      throw new IllegalArgumentException(
          "a lifting promised " + observables + " observables and gave " + g.shape().columns());
    }
    Tensor one = scope.filled(new Shape(g.shape().rows(), 1), 1);
    return one.concatenate(Axis.COLUMNS, List.of(t, g));
  }

  /**
   * Reads the time coordinate.
   *
   * @param z lifted states, rows x n
   * @return rows x 1
   */
  public Tensor time(Tensor z) {
    return z.slice(Axis.COLUMNS, TIME, TIME + 1);
  }

  /**
   * Reads the time coordinate.
   *
   * @param z lifted states, rows x n
   * @return rows x 1
   */
  public Batch time(Batch z) {
    return z.columns(TIME, TIME + 1);
  }

  /**
   * Reads the constant coordinate, which every flow keeps at 1.
   *
   * @param z lifted states, rows x n
   * @return rows x 1
   */
  public Batch one(Batch z) {
    return z.columns(ONE, ONE + 1);
  }

  /**
   * Reads the observables.
   *
   * @param z lifted states, rows x n
   * @return rows x m
   */
  public Tensor observables(Tensor z) {
    return z.slice(Axis.COLUMNS, FIRST, dimension());
  }

  /**
   * Reads the observables.
   *
   * @param z lifted states, rows x n
   * @return rows x m
   */
  public Batch observables(Batch z) {
    return z.columns(FIRST, dimension());
  }

  /**
   * Index of an observable in the lifted state.
   *
   * @param k which observable, from 0
   * @return its column
   */
  public int indexOf(int k) {
    return FIRST + java.util.Objects.checkIndex(k, observables);
  }

  /**
   * Builds the generator of {@code dg/dt = b + a t + A g} together with {@code d1/dt = 0} and
   * {@code dt/dt = 1}.
   *
   * @param scope gives the fixed rows
   * @param b constant drift, m x 1
   * @param a drift in proportion to time, m x 1
   * @param matrix the coupling A of the observables, m x m
   * @return L, n x n, with {@code dz/dt = L z} for columns z
   */
  public Tensor generator(Scope scope, Tensor b, Tensor a, Tensor matrix) {
    double[] fixed = new double[FIRST * dimension()];
    fixed[TIME * dimension() + ONE] = 1;
    Tensor top = scope.constant(Batch.ofDoubles(FIRST, dimension(), fixed));
    Tensor bottom = b.concatenate(Axis.COLUMNS, List.of(a, matrix));
    return top.concatenate(Axis.ROWS, List.of(bottom));
  }

  /**
   * Checks that a matrix is a generator in this layout: n x n, with the rows of the constant and of
   * time as they must be.
   *
   * @param generator the matrix
   * @return the same matrix
   * @throws IllegalArgumentException if it is not
   */
  public Matrix require(Matrix generator) {
    int n = dimension();
    if (generator.rows() != n || generator.columns() != n) {
      throw new IllegalArgumentException(
          "a generator of "
              + observables
              + " observables is "
              + n
              + " x "
              + n
              + ", got "
              + generator);
    }
    for (int column = 0; column < n; column++) {
      if (generator.get(ONE, column) != 0
          || generator.get(TIME, column) != (column == ONE ? 1 : 0)) {
        throw new IllegalArgumentException(
            "a generator keeps d1/dt = 0 and dt/dt = 1; its first two rows say otherwise");
      }
    }
    return generator;
  }
}
