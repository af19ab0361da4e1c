package org.koopflow.benchmarks.measure;

import static java.util.stream.Collectors.joining;

import java.util.Set;
import java.util.random.RandomGenerator;
import org.koopflow.api.Matrix;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.koopman.Structure;

/**
 * A generator whose exponential is known in closed form, of the shape that models have: {@code
 * dg/dt = b + a t + A g} below the rows of 1 and t. A is {@code Q B Q^T} with Q a product of
 * reflections (or 1, where a strategy takes blocks alone) and B of rotation-scalings {@code [[u,
 * w], [-w, u]]}, so that {@code e^A = Q e^B Q^T}, and the two first columns of the exponential are
 * {@code phi_1(A) b + phi_2(A) a} and {@code phi_1(A) a} with {@code phi_1(z) = (e^z - 1) / z} and
 * {@code phi_2(z) = (e^z - 1 - z) / z^2}.
 *
 * @param generator L, n x n
 * @param exponential e^L, right to about 1e-15 of its size
 */
public record KnownExponential(Matrix generator, Matrix exponential) {
  private static final int REFLECTIONS = 3;

  /**
   * Makes one that a strategy takes: dense if it may be, else of blocks.
   *
   * @param n size, even and at least 4
   * @param structures what the strategy is limited to; empty if it works with any
   * @return a matrix whose modes turn at up to one cycle and shrink or grow a little; one of blocks
   *     is B itself
   * @throws IllegalArgumentException if the size is odd or below 4, or the strategy takes neither
   */
  public static KnownExponential of(int n, Set<Structure> structures) {
    if (structures.isEmpty() || structures.contains(Structure.DENSE)) {
      return of(n, REFLECTIONS);
    }
    if (structures.contains(Structure.ROTATION_SCALING_BLOCKS)) {
      return of(n, 0);
    }
    throw new IllegalArgumentException(
        "there is no generator with a known exponential for a strategy that needs "
            + structures.stream().map(Structure::words).sorted().collect(joining(" or ")));
  }

  private static KnownExponential of(int n, int reflections) {
    if (n < 4 || n % 2 != 0) {
      throw new IllegalArgumentException("the size must be even and at least 4, got " + n);
    }
    int m = n - 2;
    RandomGenerator random = new RandomStreams(n).stream("known exponential");
    double[][] a = new double[m][m];
    double[][] e = new double[m][m];
    double[][] columns = new double[4][m];
    double[] linear = normal(random, m);
    double[] constant = normal(random, m);
    for (int k = 0; k < m; k += 2) {
      // Away from zero, where the closed forms of phi_1 and phi_2 would cancel.
      double rate = -1 + 1.3 * random.nextDouble();
      double turn = 0.5 + 5.5 * random.nextDouble();
      double size = Math.exp(rate);
      double[] exp = {size * Math.cos(turn), size * Math.sin(turn)};
      block(a, k, new double[] {rate, turn});
      block(e, k, exp);
      double[] phi1 = quotient(new double[] {exp[0] - 1, exp[1]}, rate, turn);
      double[] phi2 = quotient(new double[] {phi1[0] - 1, phi1[1]}, rate, turn);
      add(columns[0], k, phi1, constant);
      add(columns[0], k, phi2, linear);
      add(columns[1], k, phi1, linear);
    }
    columns[2] = constant;
    columns[3] = linear;
    for (int r = 0; r < reflections; r++) {
      double[] v = unit(random, m);
      reflect(a, v);
      reflect(e, v);
      for (double[] column : columns) {
        reflect(column, v);
      }
    }
    return new KnownExponential(
        assemble(new double[] {0, 0, 1, 0}, columns[2], columns[3], a),
        assemble(new double[] {1, 0, 1, 1}, columns[0], columns[1], e));
  }

  /**
   * How far something computed is from the exponential.
   *
   * @param computed what is taken for it, n x n
   * @return 1-norm of the difference over that of the exponential
   */
  public double relativeError(Matrix computed) {
    return computed.plus(-1, exponential).norm1() / exponential.norm1();
  }

  private static double[] normal(RandomGenerator random, int m) {
    double[] values = new double[m];
    for (int i = 0; i < m; i++) {
      values[i] = random.nextGaussian() / Math.sqrt(m);
    }
    return values;
  }

  private static double[] unit(RandomGenerator random, int m) {
    double[] v = normal(random, m);
    double norm = 0;
    for (double value : v) {
      norm += value * value;
    }
    for (int i = 0; i < m; i++) {
      v[i] /= Math.sqrt(norm);
    }
    return v;
  }

  /** A complex number u + iw as the block [[u, w], [-w, u]]. */
  private static void block(double[][] matrix, int k, double[] number) {
    matrix[k][k] = number[0];
    matrix[k + 1][k + 1] = number[0];
    matrix[k][k + 1] = number[1];
    matrix[k + 1][k] = -number[1];
  }

  private static double[] quotient(double[] number, double re, double im) {
    double size = re * re + im * im;
    return new double[] {
      (number[0] * re + number[1] * im) / size, (number[1] * re - number[0] * im) / size
    };
  }

  private static void add(double[] sum, int k, double[] number, double[] vector) {
    sum[k] += number[0] * vector[k] + number[1] * vector[k + 1];
    sum[k + 1] += -number[1] * vector[k] + number[0] * vector[k + 1];
  }

  /** H M H with H = I - 2 v v^T. */
  private static void reflect(double[][] matrix, double[] v) {
    for (double[] row : matrix) {
      reflect(row, v);
    }
    int m = v.length;
    double[] sums = new double[m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        sums[j] += v[i] * matrix[i][j];
      }
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        matrix[i][j] -= 2 * v[i] * sums[j];
      }
    }
  }

  private static void reflect(double[] vector, double[] v) {
    double along = 0;
    for (int i = 0; i < v.length; i++) {
      along += v[i] * vector[i];
    }
    for (int i = 0; i < v.length; i++) {
      vector[i] -= 2 * along * v[i];
    }
  }

  private static Matrix assemble(
      double[] corner, double[] first, double[] second, double[][] block) {
    int n = block.length + 2;
    double[][] rows = new double[n][n];
    System.arraycopy(corner, 0, rows[0], 0, 2);
    System.arraycopy(corner, 2, rows[1], 0, 2);
    for (int i = 0; i < block.length; i++) {
      rows[i + 2][0] = first[i];
      rows[i + 2][1] = second[i];
      System.arraycopy(block[i], 0, rows[i + 2], 2, block.length);
    }
    return Matrix.ofRows(rows);
  }
}
