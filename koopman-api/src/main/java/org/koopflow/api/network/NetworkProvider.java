package org.koopflow.api.network;

import org.koopflow.api.Plugin;

/**
 * Makes networks of one architecture.
 *
 * @param <S> its settings
 */
public interface NetworkProvider<S extends Record> extends Plugin<S> {
  /**
   * Describes a network; no numbers are drawn yet.
   *
   * @param settings its settings
   * @param inputs columns of the input, at least 1
   * @param outputs columns of the output, at least 1
   * @return the network
   */
  Network create(S settings, int inputs, int outputs);
}
