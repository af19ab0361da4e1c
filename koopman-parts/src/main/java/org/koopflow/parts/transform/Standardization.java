package org.koopflow.parts.transform;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Transform;
import org.koopflow.api.space.Space;
import org.koopflow.numerics.dense.Moments;
import org.koopflow.numerics.dense.Rows;

/**
 * Moves and scales every column on its own, so that the training rows have mean 0 and variance 1
 * (with the number of rows as divisor): {@code y = (x - mean) / deviation}.
 */
final class Standardization implements Transform {
  private final double[] mean;
  private final double[] deviation;

  private Standardization(double[] mean, double[] deviation) {
    this.mean = mean;
    this.deviation = deviation;
  }

  static Standardization fit(Batch train) {
    TransformWeights.requireRows(StandardizeProvider.NAME, train);
    double[] mean = Moments.mean(train);
    double[] deviation = Moments.deviation(train, mean);
    for (int j = 0; j < deviation.length; j++) {
      if (deviation[j] == 0) {
        throw new SpecificationException(
            "data.transform standardize needs columns that vary, but column "
                + (j + 1)
                + " of "
                + deviation.length
                + " is "
                + train.get(0, j)
                + " in all "
                + train.rows()
                + " training rows; none, scale and whiten can deal with that");
      }
    }
    return new Standardization(mean, deviation);
  }

  static Standardization of(Weights weights) {
    TransformWeights checked =
        new TransformWeights(StandardizeProvider.NAME, weights, "mean", "deviation");
    double[] mean = checked.row("mean");
    double[] deviation = checked.row("deviation", mean.length);
    checked.requirePositive("deviation", deviation);
    return new Standardization(mean, deviation);
  }

  @Override
  public int dataDimension() {
    return mean.length;
  }

  @Override
  public int dimension() {
    return mean.length;
  }

  /** Every column stays in its place, so an image stays one. */
  @Override
  public Space space(Space data) {
    return data;
  }

  @Override
  public Batch forward(Batch data) {
    return Rows.map(
        data,
        mean.length,
        mean.length,
        (x, y) -> {
          for (int j = 0; j < x.length; j++) {
            y[j] = (x[j] - mean[j]) / deviation[j];
          }
        });
  }

  @Override
  public Batch inverse(Batch coordinates) {
    return Rows.map(
        coordinates,
        mean.length,
        mean.length,
        (y, x) -> {
          for (int j = 0; j < x.length; j++) {
            x[j] = mean[j] + deviation[j] * y[j];
          }
        });
  }

  @Override
  public Weights toWeights() {
    Map<String, Batch> values = new LinkedHashMap<>();
    values.put("mean", Batch.ofDoubles(1, mean.length, mean.clone()));
    values.put("deviation", Batch.ofDoubles(1, mean.length, deviation.clone()));
    return new Weights(values);
  }
}
