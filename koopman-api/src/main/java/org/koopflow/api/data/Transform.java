package org.koopflow.api.data;

import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.space.Space;

/**
 * An affine map between data as they come and coordinates in which a flow is easier to learn. It is
 * saved with the model.
 */
public interface Transform {
  /**
   * Columns of the data.
   *
   * @return the number of columns before the transform
   */
  int dataDimension();

  /**
   * Coordinates of the flow.
   *
   * @return the number of columns after the transform
   */
  int dimension();

  /**
   * What the coordinates of the flow are. A transform that keeps every pixel in its place keeps the
   * image.
   *
   * @param data the space of the data, {@link #dataDimension} coordinates
   * @return {@link #dimension} coordinates under the same condition; no image unless overridden
   */
  default Space space(Space data) {
    return Space.of(dimension()).withConditions(data.conditions());
  }

  /**
   * From data to coordinates.
   *
   * @param data rows x {@link #dataDimension}
   * @return rows x {@link #dimension}, of the same precision
   */
  Batch forward(Batch data);

  /**
   * From velocities of data to those of coordinates: {@link #forward} without its shift.
   *
   * @param velocity {@code dx/dt}, rows x {@link #dataDimension}
   * @return rows x {@link #dimension}, of the same precision
   */
  default Batch forwardVelocity(Batch velocity) {
    // In double precision, since a large shift would otherwise cost the velocity its digits.
    Batch moved = forward(velocity.to(Precision.FLOAT64));
    double[] shift =
        forward(Batch.ofDoubles(1, dataDimension(), new double[dataDimension()])).doubles();
    double[] all = moved.doubles();
    double[] linear = new double[all.length];
    for (int i = 0; i < all.length; i++) {
      linear[i] = all[i] - shift[i % shift.length];
    }
    return Batch.ofDoubles(moved.rows(), moved.columns(), linear).to(velocity.precision());
  }

  /**
   * From coordinates to data, which {@link #forward} leads back from unless there are more
   * coordinates than columns.
   *
   * @param coordinates rows x {@link #dimension}
   * @return rows x {@link #dataDimension}, of the same precision
   */
  Batch inverse(Batch coordinates);

  /**
   * Share of the training rows' total variance that is left after {@link #forward} and {@link
   * #inverse}.
   *
   * @return a number in (0, 1]; 1 if nothing is lost
   */
  default double explainedVariance() {
    return 1;
  }

  /**
   * The numbers that make up this transform, which {@link TransformProvider#restore} makes an equal
   * one from.
   *
   * @return numbers by name, in double precision
   */
  Weights toWeights();
}
