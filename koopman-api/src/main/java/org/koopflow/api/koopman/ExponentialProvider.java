package org.koopflow.api.koopman;

import org.koopflow.api.Plugin;

/**
 * Makes exponential strategies of one kind.
 *
 * @param <S> its settings
 */
public interface ExponentialProvider<S extends Record> extends Plugin<S> {
  /**
   * Makes a strategy.
   *
   * @param settings its settings
   * @return the strategy
   */
  Exponential create(S settings);
}
