package org.koopflow.parts.transform;

import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Transform;
import org.koopflow.api.space.Space;
import org.koopflow.numerics.dense.Rows;

/**
 * Leaves the data as they are.
 *
 * @param dimension number of columns
 */
record Identity(int dimension) implements Transform {
  static Identity of(Weights weights) {
    TransformWeights checked = new TransformWeights(NoneProvider.NAME, weights, "dimension");
    double dimension = checked.row("dimension", 1)[0];
    checked.require(dimension >= 1 && dimension == (int) dimension, "a dimension of " + dimension);
    return new Identity((int) dimension);
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
    return Rows.require(data, dimension);
  }

  @Override
  public Batch inverse(Batch coordinates) {
    return Rows.require(coordinates, dimension);
  }

  @Override
  public Weights toWeights() {
    return new Weights(Map.of("dimension", Batch.ofDoubles(1, 1, dimension)));
  }
}
