package org.koopflow.parts.transform;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Transform;
import org.koopflow.numerics.dense.Moments;
import org.koopflow.numerics.dense.PrincipalComponents;
import org.koopflow.numerics.dense.Rows;

/**
 * Principal component whitening: the k directions in which the training rows vary most, each scaled
 * so that the rows have mean 0 and the identity as their covariance (with the number of rows as
 * divisor). With orthonormal directions {@code U} (k x d) and the deviations {@code s} along them,
 * {@code y = diag(1/s) U (x - mean)} and back {@code x = mean + U^T diag(s) y}; there and back is
 * the orthogonal projection onto the k directions, the best of rank k in mean square.
 *
 * <p>The sign of each direction is fixed: of its entries at least half as large as the largest, the
 * first one is positive.
 */
final class Whitening implements Transform {
  /** How far from orthonormal saved directions may be, which leaves room for single precision. */
  private static final double TOLERANCE = 1e-4;

  private final double[] mean;
  private final double[][] directions;
  private final double[][] transposed;
  private final double[] deviation;
  private final double explainedVariance;

  private Whitening(
      double[] mean, double[][] directions, double[] deviation, double explainedVariance) {
    this.mean = mean;
    this.directions = directions;
    this.deviation = deviation;
    this.explainedVariance = explainedVariance;
    this.transposed = new double[mean.length][deviation.length];
    for (int k = 0; k < deviation.length; k++) {
      for (int j = 0; j < mean.length; j++) {
        transposed[j][k] = directions[k][j];
      }
    }
  }

  static Whitening fit(Batch train, int components) {
    TransformWeights.requireRows(WhitenProvider.NAME, train);
    double[] mean = Moments.mean(train);
    PrincipalComponents principal =
        PrincipalComponents.of(Moments.covariance(train, mean), mean.length);
    int wanted = components == 0 ? mean.length : components;
    if (wanted > principal.rank()) {
      throw new SpecificationException(
          "data.transform whiten is to keep "
              + wanted
              + " components, but at most "
              + principal.rank()
              + " are allowed: the "
              + train.rows()
              + " training rows of "
              + mean.length
              + " columns vary in no more directions");
    }
    double[][] directions = new double[wanted][];
    double[] deviation = new double[wanted];
    double kept = 0;
    for (int k = 0; k < wanted; k++) {
      directions[k] = principal.direction(k);
      deviation[k] = Math.sqrt(principal.variance(k));
      kept += principal.variance(k);
    }
    return new Whitening(mean, directions, deviation, Math.min(1, kept / principal.total()));
  }

  static Whitening of(Weights weights) {
    TransformWeights checked =
        new TransformWeights(
            WhitenProvider.NAME, weights, "mean", "directions", "deviation", "explainedVariance");
    double[] mean = checked.row("mean");
    double[] deviation = checked.row("deviation");
    checked.require(
        deviation.length <= mean.length,
        deviation.length + " components of " + mean.length + " columns");
    checked.requirePositive("deviation", deviation);
    double[] flat = checked.matrix("directions", deviation.length, mean.length);
    double[][] directions = new double[deviation.length][mean.length];
    for (int k = 0; k < directions.length; k++) {
      System.arraycopy(flat, k * mean.length, directions[k], 0, mean.length);
      for (int l = 0; l <= k; l++) {
        double product = dot(directions[k], directions[l]);
        checked.require(
            Math.abs(product - (k == l ? 1 : 0)) <= TOLERANCE,
            "directions that are not orthonormal");
      }
    }
    double explained = checked.row("explainedVariance", 1)[0];
    checked.require(explained > 0 && explained <= 1, "an explained variance of " + explained);
    return new Whitening(mean, directions, deviation, explained);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  @Override
  public int dataDimension() {
    return mean.length;
  }

  @Override
  public int dimension() {
    return deviation.length;
  }

  @Override
  public double explainedVariance() {
    return explainedVariance;
  }

  @Override
  public Batch forward(Batch data) {
    return Rows.map(
        data,
        mean.length,
        deviation.length,
        (x, y) -> {
          for (int j = 0; j < x.length; j++) {
            addScaled(x[j] - mean[j], transposed[j], y);
          }
          for (int k = 0; k < y.length; k++) {
            y[k] /= deviation[k];
          }
        });
  }

  @Override
  public Batch inverse(Batch coordinates) {
    return Rows.map(
        coordinates,
        deviation.length,
        mean.length,
        (y, x) -> {
          for (int k = 0; k < y.length; k++) {
            addScaled(y[k] * deviation[k], directions[k], x);
          }
          addScaled(1, mean, x);
        });
  }

  private static void addScaled(double factor, double[] vector, double[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] += factor * vector[i];
    }
  }

  @Override
  public Weights toWeights() {
    double[] flat = new double[deviation.length * mean.length];
    for (int k = 0; k < directions.length; k++) {
      System.arraycopy(directions[k], 0, flat, k * mean.length, mean.length);
    }
    Map<String, Batch> values = new LinkedHashMap<>();
    values.put("mean", Batch.ofDoubles(1, mean.length, mean.clone()));
    values.put("directions", Batch.ofDoubles(deviation.length, mean.length, flat));
    values.put("deviation", Batch.ofDoubles(1, deviation.length, deviation.clone()));
    values.put("explainedVariance", Batch.ofDoubles(1, 1, explainedVariance));
    return new Weights(values);
  }
}
