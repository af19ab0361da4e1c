package org.koopflow.numerics.exponential;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.numerics.host.HostProducts;

/**
 * The action {@code e^(tA) B} on a block of vectors, without {@code e^(tA)}: A. H. Al-Mohy and N.
 * J. Higham, Computing the action of the matrix exponential, SIAM J. Sci. Comput. 33 (2011) 488,
 * algorithm 3.2. Steps of truncated Taylor series, cut off as soon as their terms no longer count,
 * built of products of A with B alone, so that they run in the Krylov spaces of B. The trace is
 * taken out beforehand. Takes {@code O(|tA|)} such products: the choice where vectors are few and n
 * is large.
 *
 * <p>The exponential by itself is the action on the identity.
 */
public final class KrylovExponential implements Exponential, Exponential.Action {
  private static final double UNIT_ROUNDOFF = 0x1p-53;

  /** Products that are still worth waiting for. */
  private static final double MOST_PRODUCTS = 1e8;

  /** Creates the strategy. */
  public KrylovExponential() {}

  /**
   * The exponential.
   *
   * @param a a square matrix of finite numbers
   * @return e^a
   * @throws IllegalArgumentException if the matrix is empty, not square or not finite
   * @throws KoopflowException if the norm asks for too many steps, or the result exceeds the range
   *     of double precision
   */
  @Override
  public Matrix exp(Matrix a) {
    return Inputs.requireRepresentable(apply(a, 1, Matrix.identity(Inputs.require(a).rows())), a);
  }

  /**
   * The exponentials of multiples: those of one sign one after the other, each from the one before,
   * so that all together take as many steps as the largest.
   *
   * @param a a square matrix of finite numbers
   * @param times finite factors
   * @return e^(t a) for each of them
   * @throws IllegalArgumentException as {@link #exp(Matrix)}
   * @throws KoopflowException as {@link #exp(Matrix)}
   */
  @Override
  public List<Matrix> exp(Matrix a, double[] times) {
    Inputs.require(a);
    Matrix[] results = new Matrix[times.length];
    for (boolean forward : new boolean[] {true, false}) {
      int[] order =
          IntStream.range(0, times.length)
              .filter(i -> Inputs.requireFactor(times[i]) >= 0 == forward)
              .boxed()
              .sorted(java.util.Comparator.comparingDouble(i -> Math.abs(times[i])))
              .mapToInt(i -> i)
              .toArray();
      Matrix reached = Matrix.identity(a.rows());
      double at = 0;
      for (int i : order) {
        reached = Inputs.requireRepresentable(apply(a, times[i] - at, reached), a);
        at = times[i];
        results[i] = reached;
      }
    }
    return Arrays.asList(results);
  }

  @Override
  public Optional<Action> action() {
    return Optional.of(this);
  }

  @Override
  public Matrix apply(Matrix a, double t, Matrix b) {
    int n = Inputs.require(a).rows();
    if (b.rows() != n || !b.isFinite()) {
      throw new IllegalArgumentException(
          "an exponential of " + a + " moves finite vectors of " + n + " rows, got " + b);
    }
    double[] scaled = Inputs.require(a.times(Inputs.requireFactor(t))).toArray();
    double shift = 0;
    for (int i = 0; i < n; i++) {
      shift += scaled[i * n + i] / n;
    }
    for (int i = 0; i < n; i++) {
      scaled[i * n + i] -= shift;
    }
    ActionPlan plan = ActionPlan.of(scaled, n);
    if ((double) plan.degree() * plan.steps() > MOST_PRODUCTS) {
      throw new KoopflowException(
          "exponential 'krylov' would take "
              + plan.steps()
              + " steps for a matrix of 1-norm "
              + MatrixPowers.norm1(scaled, n)
              + "; use pade");
    }
    double growth = Math.exp(shift / plan.steps());
    double[] moved = b.toArray();
    for (int step = 0; step < plan.steps(); step++) {
      moved = step(scaled, plan, moved, n, b.columns());
      for (int i = 0; i < moved.length; i++) {
        moved[i] *= growth;
      }
    }
    return Matrix.of(n, b.columns(), moved);
  }

  private static double[] step(double[] a, ActionPlan plan, double[] b, int n, int columns) {
    double[] sum = b.clone();
    double[] term = b;
    double before = largestRow(term, n, columns);
    for (int k = 1; k <= plan.degree(); k++) {
      term = HostProducts.multiply(a, term, n, n, columns);
      double factor = 1.0 / ((double) plan.steps() * k);
      for (int i = 0; i < term.length; i++) {
        term[i] *= factor;
        sum[i] += term[i];
      }
      double now = largestRow(term, n, columns);
      if (before + now <= UNIT_ROUNDOFF * largestRow(sum, n, columns)) {
        break;
      }
      before = now;
    }
    return sum;
  }

  /** The norm induced by the largest entry: the largest absolute row sum. */
  private static double largestRow(double[] a, int n, int columns) {
    double largest = 0;
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0; j < columns; j++) {
        sum += Math.abs(a[i * columns + j]);
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }
}
