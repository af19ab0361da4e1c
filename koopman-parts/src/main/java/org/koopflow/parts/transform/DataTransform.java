package org.koopflow.parts.transform;

import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Precision;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.data.DataSettings;
import org.koopflow.numerics.file.DataFiles;

/**
 * An affine map between data as they come and coordinates in which a flow is easier to learn. It is
 * computed in double precision from the training rows and saved with the model.
 */
public sealed interface DataTransform permits Identity, Standardization, Whitening {
  /**
   * Computes the transform that a specification asks for.
   *
   * @param settings name of the transform and number of components
   * @param train the rows to compute it from
   * @return the transform
   * @throws SpecificationException if the rows do not admit it: a constant column cannot be
   *     standardized, and there are no more components to whiten than the covariance has rank
   */
  static DataTransform fit(DataSettings settings, Batch train) {
    return switch (settings.transform()) {
      case Identity.KIND -> new Identity(train.columns());
      case Standardization.KIND -> Standardization.fit(train);
      case Whitening.KIND -> Whitening.fit(train, settings.components());
      default -> throw unknown(settings.transform());
    };
  }

  /**
   * The transform that gave these numbers.
   *
   * @param kind what {@link #kind} said
   * @param weights what {@link #toWeights} gave
   * @return an equal transform
   * @throws KoopflowException if names, sizes or values are not those of such a transform
   */
  static DataTransform of(String kind, Weights weights) {
    return switch (kind) {
      case Identity.KIND -> Identity.of(weights);
      case Standardization.KIND -> Standardization.of(weights);
      case Whitening.KIND -> Whitening.of(weights);
      default -> throw unknown(kind);
    };
  }

  private static KoopflowException unknown(String kind) {
    return new KoopflowException(
        "transform must be none, standardize or whiten, got '" + DataFiles.printable(kind) + "'");
  }

  /**
   * Name of this kind of transform.
   *
   * @return as in {@link DataSettings#transform}
   */
  String kind();

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
   * From coordinates to data.
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
   * The numbers that make up this transform, in double precision.
   *
   * @return numbers by name
   */
  Weights toWeights();
}
