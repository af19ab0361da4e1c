package org.koopflow.api.network;

import org.koopflow.api.Provider;

/**
 * Makes networks of one architecture.
 *
 * @param <S> its settings
 */
public interface NetworkProvider<S extends Record> extends Provider<S, NetworkContext, Network> {
  /**
   * Describes a network; no numbers are drawn yet.
   *
   * @param settings its settings
   * @param context what it is made for
   * @return the network
   */
  @Override
  Network create(S settings, NetworkContext context);
}
