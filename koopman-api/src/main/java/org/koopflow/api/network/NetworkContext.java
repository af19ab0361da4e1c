package org.koopflow.api.network;

/**
 * What a network is made for.
 *
 * @param inputs columns of the input, at least 1
 * @param outputs columns of the output, at least 1
 */
public record NetworkContext(int inputs, int outputs) {
  /**
   * Checks the sizes.
   *
   * @param inputs columns of the input
   * @param outputs columns of the output
   */
  public NetworkContext {
    if (inputs < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "a network needs at least one input and one output, got " + inputs + " and " + outputs);
    }
  }
}
