package org.koopflow.teacher.cfm;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.koopflow.api.KoopflowException;

/**
 * The entropic optimal plan between two equally weighted sets: the minimiser of {@code sum P C +
 * regularization sum P log P} with all marginals {@code 1/n} (M. Cuturi, Sinkhorn distances, NIPS
 * 2013). Scalings are absorbed into dual potentials before they overflow, and the regularization
 * falls to its value in steps (B. Schmitzer, SIAM J. Sci. Comput. 41 (2019) A1443). A small
 * regularization converges slowly, so the rounds are over-relaxed by what their own rate asks for
 * (A. Thibault et al., Overrelaxed Sinkhorn-Knopp, Algorithms 14 (2021) 143).
 *
 * @param n size
 * @param plan P, n x n, row-major; rows sum to 1/n, columns to 1/n within {@link #TOLERANCE}
 */
record Sinkhorn(int n, double[] plan) {
  /** Largest sum of absolute deviations of the marginals. */
  static final double TOLERANCE = 1e-6;

  /** Rounds at each coarse regularization, and plain rounds the rate is taken from. */
  private static final int PLAIN = 20;

  /** Over-relaxed rounds between those. */
  private static final int RELAXED = 500;

  private static final int CYCLES = 60;
  private static final double LARGEST_RELAXATION = 1.99;
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
    return plan(cost, n, regularization, CYCLES);
  }

  static Sinkhorn plan(float[] cost, int n, double regularization, int cycles) {
    Scalings scalings = new Scalings(cost, n);
    double start = Math.max(regularization, mean(cost));
    for (double coarse = start; coarse > regularization; coarse /= FACTOR) {
      scalings.use(coarse);
      scalings.rounds(PLAIN, 1);
    }
    scalings.use(regularization);
    for (int cycle = 0; cycle < cycles; cycle++) {
      if (scalings.rounds(PLAIN, 1) || scalings.rounds(RELAXED, scalings.relaxation())) {
        return new Sinkhorn(n, scalings.plan());
      }
    }
    throw new KoopflowException(
        "Sinkhorn's iteration has not met the marginals after "
            + cycles * (PLAIN + RELAXED)
            + " rounds: regularization "
            + regularization
            + " is too small for a mean squared distance of "
            + mean(cost)
            + "; use a larger one, or coupling ot");
  }

  /** Mean of all costs. */
  static double mean(float[] cost) {
    double sum = 0;
    for (float value : cost) {
      sum += value;
    }
    return sum / cost.length;
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
    private double deviation = Double.NaN;
    private double rate = Double.NaN;

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

    /** Goes on until both marginals are met, or the rounds are done; true if they are met. */
    boolean rounds(int count, double relaxation) {
      for (int i = 0; i < count; i++) {
        double before = deviation;
        deviation = round(relaxation);
        rate = deviation / before;
        // A last plain update of the rows moves the columns by no more than the rows were off.
        if (deviation <= TOLERANCE / 2) {
          round(1);
          return true;
        }
      }
      return false;
    }

    /** The best factor for the rate of plain rounds (Thibault et al. 2021, theorem 2). */
    double relaxation() {
      double slow = Math.min(Math.max(rate, 0), 1);
      return Math.min(2 / (1 + Math.sqrt(1 - slow)), LARGEST_RELAXATION);
    }

    /** One round, columns first; returns how far both marginals were off on its way. */
    private double round(double relaxation) {
      Arrays.fill(sums, 0);
      for (int i = 0; i < n; i++) {
        double scale = u[i];
        for (int j = 0; j < n; j++) {
          sums[j] += scale * kernel[i * n + j];
        }
      }
      double off = 0;
      double largest = 0;
      for (int j = 0; j < n; j++) {
        double marginal = n * sums[j] * v[j];
        off += Math.abs(marginal - 1) / n;
        v[j] /= relaxation == 1 ? marginal : Math.pow(marginal, relaxation);
        largest = Math.max(largest, size(v[j]));
      }
      for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
          sum += kernel[i * n + j] * v[j];
        }
        double marginal = n * sum * u[i];
        off += Math.abs(marginal - 1) / n;
        u[i] /= relaxation == 1 ? marginal : Math.pow(marginal, relaxation);
        largest = Math.max(largest, size(u[i]));
      }
      if (largest > LARGEST_SCALING) {
        absorb();
        fill();
      }
      return off;
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
