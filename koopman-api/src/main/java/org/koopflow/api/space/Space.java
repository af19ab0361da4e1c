package org.koopflow.api.space;

import java.util.List;
import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/**
 * What a row is: first the coordinates that flow, {@code x}, then those of a condition, {@code c},
 * which never move: {@code dc/dt = 0}. So a solver, a pool or a tangent takes whole rows {@code [x,
 * c]} and needs to know nothing of conditions, and whoever looks at x alone asks the space for it.
 *
 * @param dimension number d of coordinates that flow, at least 1
 * @param image how these coordinates are an image, if they are one
 * @param conditions number k of coordinates of the condition, 0 for none
 */
public record Space(int dimension, Optional<ImageLayout> image, int conditions) {
  /**
   * Checks that the parts fit one another.
   *
   * @param dimension number of coordinates that flow
   * @param image how they are an image
   * @param conditions number of coordinates of the condition
   */
  public Space {
    if (dimension < 1 || conditions < 0) {
      throw new IllegalArgumentException(
          "a space has at least one coordinate and no negative number of conditions, got "
              + dimension
              + " and "
              + conditions);
    }
    image.ifPresent(
        layout -> {
          if (layout.size() != dimension) {
            throw new IllegalArgumentException(
                "images of "
                    + layout
                    + " have "
                    + layout.size()
                    + " coordinates, the space has "
                    + dimension);
          }
        });
  }

  /**
   * Vectors that are no image, without a condition.
   *
   * @param dimension number d of coordinates
   * @return the space
   */
  public static Space of(int dimension) {
    return new Space(dimension, Optional.empty(), 0);
  }

  /**
   * Images without a condition.
   *
   * @param image how their rows are made
   * @return the space
   */
  public static Space of(ImageLayout image) {
    return new Space(image.size(), Optional.of(image), 0);
  }

  /**
   * The same coordinates under another condition.
   *
   * @param count number of its coordinates, 0 for none
   * @return the space
   */
  public Space withConditions(int count) {
    return new Space(dimension, image, count);
  }

  /**
   * Number of columns of a whole row.
   *
   * @return {@code dimension + conditions}
   */
  public int columns() {
    return dimension + conditions;
  }

  /**
   * What flows.
   *
   * @param rows whole rows, rows x {@link #columns}
   * @return x, rows x {@link #dimension}
   */
  public Tensor state(Tensor rows) {
    require(rows.shape().columns());
    return conditions == 0 ? rows : rows.slice(Axis.COLUMNS, 0, dimension);
  }

  /**
   * What flows.
   *
   * @param rows whole rows, rows x {@link #columns}
   * @return x, rows x {@link #dimension}
   */
  public Batch state(Batch rows) {
    require(rows.columns());
    return conditions == 0 ? rows : rows.columns(0, dimension);
  }

  /**
   * What stands still.
   *
   * @param rows whole rows, rows x {@link #columns}
   * @return c, rows x {@link #conditions}; empty if there is no condition
   */
  public Optional<Tensor> condition(Tensor rows) {
    require(rows.shape().columns());
    return conditions == 0
        ? Optional.empty()
        : Optional.of(rows.slice(Axis.COLUMNS, dimension, columns()));
  }

  /**
   * What stands still.
   *
   * @param rows whole rows, rows x {@link #columns}
   * @return c, rows x {@link #conditions}; empty if there is no condition
   */
  public Optional<Batch> condition(Batch rows) {
    require(rows.columns());
    return conditions == 0 ? Optional.empty() : Optional.of(rows.columns(dimension, columns()));
  }

  /**
   * Whole rows of their parts.
   *
   * @param x what flows, rows x {@link #dimension}
   * @param condition what stands still, rows x {@link #conditions}; empty if there is none
   * @return {@code [x, c]}
   */
  public Tensor join(Tensor x, Optional<Tensor> condition) {
    requireParts(x.shape().columns(), condition.map(c -> c.shape().columns()).orElse(0));
    return condition.map(c -> x.concatenate(Axis.COLUMNS, List.of(c))).orElse(x);
  }

  /**
   * Whole rows of their parts.
   *
   * @param x what flows, rows x {@link #dimension}
   * @param condition what stands still, rows x {@link #conditions}; empty if there is none
   * @return {@code [x, c]}
   */
  public Batch join(Batch x, Optional<Batch> condition) {
    requireParts(x.columns(), condition.map(Batch::columns).orElse(0));
    return condition.map(c -> Batch.beside(List.of(x, c))).orElse(x);
  }

  /**
   * The velocity of whole rows: a condition has none.
   *
   * @param scope gives the zeros
   * @param velocity {@code dx/dt}, rows x {@link #dimension}
   * @return {@code [dx/dt, 0]}, rows x {@link #columns}
   */
  public Tensor moving(Scope scope, Tensor velocity) {
    if (conditions == 0) {
      requireParts(velocity.shape().columns(), 0);
      return velocity;
    }
    return join(
        velocity, Optional.of(scope.filled(velocity.shape().with(Axis.COLUMNS, conditions), 0)));
  }

  /**
   * The velocity of whole rows: a condition has none.
   *
   * @param velocity {@code dx/dt}, rows x {@link #dimension}
   * @return {@code [dx/dt, 0]}, rows x {@link #columns}, of the same precision
   */
  public Batch moving(Batch velocity) {
    return join(
        velocity,
        conditions == 0
            ? Optional.empty()
            : Optional.of(Batch.zeros(velocity.rows(), conditions).to(velocity.precision())));
  }

  private void require(int found) {
    if (found != columns()) {
      throw new IllegalArgumentException(
          "rows of " + this + " have " + columns() + " columns, got " + found);
    }
  }

  private void requireParts(int found, int condition) {
    if (found != dimension || condition != conditions) {
      throw new IllegalArgumentException(
          "rows of "
              + this
              + " are made of "
              + dimension
              + " coordinates that flow and "
              + conditions
              + " of a condition, got "
              + found
              + " and "
              + condition);
    }
  }

  @Override
  public String toString() {
    return image.map(layout -> "images of " + layout).orElse("vectors of " + dimension)
        + (conditions == 0 ? "" : " under a condition of " + conditions);
  }
}
