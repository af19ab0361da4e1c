package org.koopflow.teacher.cfm;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.koopflow.api.KoopflowException;

/**
 * The entropic optimal plan between two equally weighted sets: the minimiser of {@code sum P C +
 * regularization sum P log P} with all marginals {@code 1/n} (M. Cuturi, Sinkhorn distances, NIPS
 * 2013). Scalings are absorbed into dual potentials before they overflow, and the regularization
 * falls to its value in steps (B. Schmitzer, SIAM J. Sci. Comput. 41 (2019) A1443).
 *
 * @param n size
 * @param plan P, n x n, row-major; rows sum to 1/n, columns to 1/n within {@link #TOLERANCE}
 */
record Sinkhorn(int n, double[] plan) {
  /** Largest sum of absolute deviations of the marginals. */
  static final double TOLERANCE = 1e-6;

  private static final int ITERATIONS = 20_000;
  private static final int WARM_UP = 20;
  private static final double FACTOR = 4;
  private static final double LARGEST_SCALING = 1e50;

  /**
   * Finds the plan.
   *
   * @param cost C, n x n, row-major, finite
   * @param n size
   * @param regularization positive, in the unit of the cost
   * @throws KoopflowException if the marginals are not met after many iterations, because the
   *     regularization is too small for the cost
   */
  static Sinkhorn plan(float[] cost, int n, double regularization) {
    Scalings scalings = new Scalings(cost, n);
    double start = Math.max(regularization, SquaredDistances.mean(cost));
    for (double coarse = start; coarse > regularization; coarse /= FACTOR) {
      scalings.use(coarse);
      for (int i = 0; i < WARM_UP; i++) {
        scalings.iterate();
      }
    }
    scalings.use(regularization);
    for (int i = 0; i < ITERATIONS; i++) {
      if (scalings.iterate() <= TOLERANCE) {
        return new Sinkhorn(n, scalings.plan());
      }
    }
    throw new KoopflowException(
        "Sinkhorn's iteration has not met the marginals after "
            + ITERATIONS
            + " rounds: regularization "
            + regularization
            + " is too small for a mean squared distance of "
            + SquaredDistances.mean(cost)
            + "; use a larger one, or coupling ot");
  }

  /** Draws a column for each row from the row's part of the plan. */
  int[] draw(RandomGenerator random) {
    int[] columns = new int[n];
    for (int i = 0; i < n; i++) {
      double left = random.nextDouble() / n;
      int j = 0;
      while (j < n - 1 && left >= plan[i * n + j]) {
        left -= plan[i * n + j];
        j++;
      }
      columns[i] = j;
    }
    return columns;
  }

  /** {@code P = u_i K_ij v_j} with {@code K_ij = exp((f_i + g_j - C_ij) / regularization)}. */
  private static final class Scalings {
    private final float[] cost;
    private final int n;
    private final double[] f;
    private final double[] g;
    private final double[] u;
    private final double[] v;
    private final double[] kernel;
    private final double[] sums;
    private double regularization = Double.NaN;

    Scalings(float[] cost, int n) {
      this.cost = cost;
      this.n = n;
      this.f = new double[n];
      this.g = new double[n];
      this.u = new double[n];
      this.v = new double[n];
      this.kernel = new double[n * n];
      this.sums = new double[n];
      Arrays.fill(u, 1);
      Arrays.fill(v, 1);
      reduce();
    }

    /** With the least cost of every row and column at 0, no row of the kernel vanishes. */
    private void reduce() {
      Arrays.fill(f, Double.MAX_VALUE);
      Arrays.fill(g, Double.MAX_VALUE);
      for (int k = 0; k < cost.length; k++) {
        f[k / n] = Math.min(f[k / n], cost[k]);
      }
      for (int k = 0; k < cost.length; k++) {
        g[k % n] = Math.min(g[k % n], cost[k] - f[k / n]);
      }
    }

    void use(double next) {
      absorb();
      regularization = next;
      fill();
    }

    private void absorb() {
      for (int i = 0; i < n; i++) {
        // Before the first use both are 1, and there is nothing to absorb.
        f[i] += u[i] == 1 ? 0 : regularization * Math.log(u[i]);
        g[i] += v[i] == 1 ? 0 : regularization * Math.log(v[i]);
      }
      Arrays.fill(u, 1);
      Arrays.fill(v, 1);
    }

    private void fill() {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          kernel[i * n + j] = Math.exp((f[i] + g[j] - cost[i * n + j]) / regularization);
        }
      }
    }

    /** One round, columns first; returns how far the columns were off before it. */
    double iterate() {
      Arrays.fill(sums, 0);
      for (int i = 0; i < n; i++) {
        double scale = u[i];
        for (int j = 0; j < n; j++) {
          sums[j] += scale * kernel[i * n + j];
        }
      }
      double deviation = 0;
      for (int j = 0; j < n; j++) {
        deviation += Math.abs(sums[j] * v[j] - 1.0 / n);
        v[j] = 1.0 / n / sums[j];
      }
      double largest = 0;
      for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
          sum += kernel[i * n + j] * v[j];
        }
        u[i] = 1.0 / n / sum;
        largest = Math.max(largest, Math.max(size(u[i]), size(v[i])));
      }
      if (largest > LARGEST_SCALING) {
        absorb();
        fill();
      }
      return deviation;
    }

    private static double size(double scaling) {
      return Math.max(scaling, 1 / scaling);
    }

    double[] plan() {
      for (int k = 0; k < kernel.length; k++) {
        kernel[k] *= u[k / n] * v[k % n];
      }
      return kernel;
    }
  }
}
