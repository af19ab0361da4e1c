package org.koopflow.parts.transform;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Transform;
import org.koopflow.api.space.Space;
import org.koopflow.numerics.dense.Rows;

/**
 * One affine map for all numbers: {@code y = (x - middle) / reach}.
 *
 * @param dimension number of columns
 * @param middle what becomes 0
 * @param reach what becomes 1, from the middle; positive
 */
record Scaling(int dimension, double middle, double reach) implements Transform {
  static Scaling fit(Batch train) {
    TransformWeights.requireRows(ScaleProvider.NAME, train);
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : train.doubles()) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    if (!(high > low)) {
      throw new SpecificationException(
          "data.transform scale needs numbers that vary, but all training rows hold " + low);
    }
    return new Scaling(train.columns(), (low + high) / 2, (high - low) / 2);
  }

  static Scaling of(Weights weights) {
    TransformWeights checked =
        new TransformWeights(ScaleProvider.NAME, weights, "dimension", "middle", "reach");
    double dimension = checked.row("dimension", 1)[0];
    checked.require(dimension >= 1 && dimension == (int) dimension, "a dimension of " + dimension);
    double[] reach = checked.row("reach", 1);
    checked.requirePositive("reach", reach);
    return new Scaling((int) dimension, checked.row("middle", 1)[0], reach[0]);
  }

  @Override
  public int dataDimension() {
    return dimension;
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
        dimension,
        dimension,
        (x, y) -> {
          for (int j = 0; j < x.length; j++) {
            y[j] = (x[j] - middle) / reach;
          }
        });
  }

  @Override
  public Batch inverse(Batch coordinates) {
    return Rows.map(
        coordinates,
        dimension,
        dimension,
        (y, x) -> {
          for (int j = 0; j < x.length; j++) {
            x[j] = middle + reach * y[j];
          }
        });
  }

  @Override
  public Weights toWeights() {
    Map<String, Batch> values = new LinkedHashMap<>();
    values.put("dimension", Batch.ofDoubles(1, 1, dimension));
    values.put("middle", Batch.ofDoubles(1, 1, middle));
    values.put("reach", Batch.ofDoubles(1, 1, reach));
    return new Weights(values);
  }
}
