package org.koopflow.spectral;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.koopflow.api.KoopflowException;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;

/** Directions in which rows of numbers vary most, by falling variance. */
final class PrincipalComponents {
  /**
   * Smallest variance, as a share of the largest and for each column, that is more than rounding of
   * rows in single precision: the square of its spacing.
   */
  private static final double RELATIVE_TOLERANCE = 0x1p-46;

  private final double[] mean;
  private final double[] variances;
  private final double[][] directions;

  private PrincipalComponents(double[] mean, double[] variances, double[][] directions) {
    this.mean = mean;
    this.variances = variances;
    this.directions = directions;
  }

  /** The components of at least two rows of equal length. */
  static PrincipalComponents of(double[][] rows) {
    int p = rows[0].length;
    double[] mean = new double[p];
    for (double[] row : rows) {
      for (int j = 0; j < p; j++) {
        mean[j] += row[j] / rows.length;
      }
    }
    R064Store centred = R064Store.FACTORY.make(rows.length, p);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < p; j++) {
        centred.set(i, j, rows[i][j] - mean[j]);
      }
    }
    Eigenvalue<Double> eigen = Eigenvalue.R064.make(p, true);
    MatrixStore<Double> products = centred.transpose().multiply(centred);
    if (!eigen.decompose(products.multiply(1.0 / (rows.length - 1)))) {
      throw new KoopflowException(
          "the principal components of " + rows.length + " x " + p + " numbers were not found");
    }
    double[] unordered =
        IntStream.range(0, p).mapToDouble(j -> eigen.getD().doubleValue(j, j)).toArray();
    int[] order =
        IntStream.range(0, p)
            .boxed()
            .sorted(Comparator.comparingDouble(j -> -unordered[j]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] variances = new double[p];
    double[][] directions = new double[p][p];
    for (int k = 0; k < p; k++) {
      variances[k] = Math.max(0, unordered[order[k]]);
      for (int j = 0; j < p; j++) {
        directions[k][j] = eigen.getV().doubleValue(j, order[k]);
      }
    }
    return new PrincipalComponents(mean, variances, directions);
  }

  /** Variance along the k-th direction, with one less than the number of rows as divisor. */
  double variance(int k) {
    return variances[k];
  }

  /** The k-th direction, of length 1. */
  double[] direction(int k) {
    return directions[k];
  }

  /** Number of directions in which the rows vary by more than rounding. */
  int rank() {
    double least = variances[0] * variances.length * RELATIVE_TOLERANCE;
    return (int) IntStream.range(0, variances.length).filter(k -> variances[k] > least).count();
  }

  /** Coordinates of rows along the first directions. */
  double[][] scores(double[][] rows, int count) {
    double[][] scores = new double[rows.length][count];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < count; k++) {
        for (int j = 0; j < mean.length; j++) {
          scores[i][k] += (rows[i][j] - mean[j]) * directions[k][j];
        }
      }
    }
    return scores;
  }
}
