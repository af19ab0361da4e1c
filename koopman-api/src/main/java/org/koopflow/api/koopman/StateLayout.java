package org.koopflow.api.koopman;

import java.util.List;
import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/**
 * Where what stands in a lifted state {@code z = [1, t, c, g]}: the constant, time, the condition,
 * which stands still too, and the observables. The only place that knows.
 *
 * @param conditions number k of coordinates of the condition, 0 for none
 * @param observables number m of learned coordinates, at least 1
 */
public record StateLayout(int conditions, int observables) {
  private static final int ONE = 0;
  private static final int TIME = 1;
  private static final int CONDITION = 2;

  /**
   * Checks the numbers.
   *
   * @param conditions number of coordinates of the condition
   * @param observables number of learned coordinates
   */
  public StateLayout {
    if (conditions < 0) {
      throw new IllegalArgumentException(
          "a lifted state has no negative number of conditions, got " + conditions);
    }
    if (observables < 1) {
      throw new IllegalArgumentException(
          "a lifted state needs at least one observable, got " + observables);
    }
  }

  /**
   * A layout without a condition.
   *
   * @param observables number m of learned coordinates, at least 1
   */
  public StateLayout(int observables) {
    this(0, observables);
  }

  /**
   * Number of coordinates in front of the observables, whose course is known: the constant, time
   * and the condition.
   *
   * @return {@code 2 + conditions}
   */
  public int affine() {
    return CONDITION + conditions;
  }

  /**
   * These coordinates at a time, under a condition of zeros.
   *
   * @param t the time
   * @return 1, t and zeros, {@link #affine} x 1
   */
  public Matrix affineAt(double t) {
    double[] values = new double[affine()];
    values[ONE] = 1;
    values[TIME] = t;
    return Matrix.of(values.length, 1, values);
  }

  /**
   * Dimension n of the lifted state.
   *
   * @return {@code 2 + conditions + observables}
   */
  public int dimension() {
    return affine() + observables;
  }

  /**
   * Joins the parts of lifted states.
   *
   * @param scope gives the constant
   * @param t times, rows x 1
   * @param condition the condition, rows x k; empty if there is none
   * @param g observables, rows x m
   * @return {@code [1, t, c, g]}, rows x n
   */
  public Tensor assemble(Scope scope, Tensor t, Optional<Tensor> condition, Tensor g) {
    int given = condition.map(c -> c.shape().columns()).orElse(0);
    if (given != conditions) {
      throw new IllegalArgumentException(
          "a condition has " + conditions + " coordinates in this layout, got " + given);
    }
    if (g.shape().columns() != observables) {
      throw new IllegalArgumentException(
          "a lifting promised " + observables + " observables and gave " + g.shape().columns());
    }
    Tensor one = scope.filled(g.shape().with(Axis.COLUMNS, 1), 1);
    return one.concatenate(
        Axis.COLUMNS, condition.map(c -> List.of(t, c, g)).orElse(List.of(t, g)));
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
   * Reads the condition.
   *
   * @param z lifted states, rows x n
   * @return rows x k; empty if there is none
   */
  public Optional<Tensor> condition(Tensor z) {
    return conditions == 0
        ? Optional.empty()
        : Optional.of(z.slice(Axis.COLUMNS, CONDITION, affine()));
  }

  /**
   * Reads the condition.
   *
   * @param z lifted states, or their first coordinates alone, rows x at least {@link #affine}
   * @return rows x k; empty if there is none
   */
  public Optional<Batch> condition(Batch z) {
    return conditions == 0 ? Optional.empty() : Optional.of(z.columns(CONDITION, affine()));
  }

  /**
   * Reads the observables.
   *
   * @param z lifted states, rows x n
   * @return rows x m
   */
  public Tensor observables(Tensor z) {
    return z.slice(Axis.COLUMNS, affine(), dimension());
  }

  /**
   * Reads the observables.
   *
   * @param z lifted states, rows x n
   * @return rows x m
   */
  public Batch observables(Batch z) {
    return z.columns(affine(), dimension());
  }

  /**
   * Index of an observable in the lifted state.
   *
   * @param k which observable, from 0
   * @return its column
   */
  public int indexOf(int k) {
    return affine() + java.util.Objects.checkIndex(k, observables);
  }

  /**
   * Builds the generator of {@code dg/dt = b + a t + C c + A g} together with {@code d1/dt = 0},
   * {@code dt/dt = 1} and {@code dc/dt = 0}.
   *
   * @param scope gives the fixed rows
   * @param b constant drift, m x 1
   * @param a drift in proportion to time, m x 1
   * @param condition how the condition drives, C, m x k; empty if there is none
   * @param matrix the coupling A of the observables, m x m
   * @return L, n x n, with {@code dz/dt = L z} for columns z
   */
  public Tensor generator(
      Scope scope, Tensor b, Tensor a, Optional<Tensor> condition, Tensor matrix) {
    double[] fixed = new double[affine() * dimension()];
    fixed[TIME * dimension() + ONE] = 1;
    Tensor top = scope.constant(Batch.ofDoubles(affine(), dimension(), fixed));
    Tensor bottom =
        b.concatenate(
            Axis.COLUMNS, condition.map(c -> List.of(a, c, matrix)).orElse(List.of(a, matrix)));
    return top.concatenate(Axis.ROWS, List.of(bottom));
  }

  /**
   * Checks that a matrix is a generator in this layout: n x n, with the rows of the constant, of
   * time and of the condition as they must be.
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
      for (int row = CONDITION; row < affine(); row++) {
        if (generator.get(row, column) != 0) {
          throw new IllegalArgumentException(
              "a generator keeps a condition as it is; its row " + row + " says otherwise");
        }
      }
    }
    return generator;
  }
}
