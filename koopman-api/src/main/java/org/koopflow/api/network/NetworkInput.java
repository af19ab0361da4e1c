package org.koopflow.api.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Tensor;

/**
 * What a network sees. Time and condition are inputs of their own, so that a perceptron lays them
 * beside the state, and a network of images lets them modulate its channels.
 *
 * @param x states, rows x d
 * @param time times, rows x 1, if it is {@link NetworkContext#timed}
 * @param condition condition of each row, rows x k, if its space has one
 */
public record NetworkInput(Tensor x, Optional<Tensor> time, Optional<Tensor> condition) {
  /**
   * Rows without time or condition.
   *
   * @param x the rows
   * @return the input
   */
  public static NetworkInput of(Tensor x) {
    return new NetworkInput(x, Optional.empty(), Optional.empty());
  }

  /**
   * Rows of a space at times of their own.
   *
   * @param space what they are
   * @param t times, rows x 1
   * @param rows whole rows, state and condition
   * @return the input
   */
  public static NetworkInput of(Space space, Tensor t, Tensor rows) {
    return new NetworkInput(space.state(rows), Optional.of(t), space.condition(rows));
  }

  /**
   * All inputs side by side.
   *
   * @return {@code [t, x, c]}, as far as they are there
   */
  public Tensor joined() {
    List<Tensor> parts = new ArrayList<>();
    time.ifPresent(parts::add);
    parts.add(x);
    condition.ifPresent(parts::add);
    return parts.size() == 1
        ? x
        : parts.get(0).concatenate(Axis.COLUMNS, parts.subList(1, parts.size()));
  }
}
