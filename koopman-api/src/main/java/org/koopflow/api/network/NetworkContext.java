package org.koopflow.api.network;

import org.koopflow.api.space.Space;

/**
 * What a network is made for.
 *
 * @param space the rows it sees
 * @param timed whether it sees the time of each row too
 * @param outputs columns of the output, at least 1. Where the space is an image, a network of
 *     images takes a multiple of its pixels for channels of another one
 */
public record NetworkContext(Space space, boolean timed, int outputs) {
  /**
   * Checks the size.
   *
   * @param space the rows it sees
   * @param timed whether it sees the time of each row too
   * @param outputs columns of the output
   */
  public NetworkContext {
    if (outputs < 1) {
      throw new IllegalArgumentException("a network needs at least one output, got " + outputs);
    }
  }

  /**
   * A network of vectors, without time or condition.
   *
   * @param inputs columns of the input, at least 1
   * @param outputs columns of the output, at least 1
   * @return the context
   */
  public static NetworkContext of(int inputs, int outputs) {
    return new NetworkContext(Space.of(inputs), false, outputs);
  }

  /**
   * A velocity network: rows and their times to the velocity of what flows.
   *
   * @param space the rows
   * @return the context
   */
  public static NetworkContext velocity(Space space) {
    return new NetworkContext(space, true, space.dimension());
  }

  /**
   * Number of columns of all inputs together, for a network that lays them side by side.
   *
   * @return those of time, state and condition
   */
  public int inputs() {
    return (timed ? 1 : 0) + space.columns();
  }
}
