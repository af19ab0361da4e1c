package org.koopflow.api.study;

import org.koopflow.api.Provider;

/**
 * Makes executors of one kind.
 *
 * @param <S> its settings
 */
public interface ExecutorProvider<S extends Record>
    extends Provider<S, ExecutorContext, TrialExecutor> {
  /**
   * Makes an executor; nothing is run yet.
   *
   * @param settings its settings
   * @param context what trials are made with
   * @return the executor, to be closed by the caller
   */
  @Override
  TrialExecutor create(S settings, ExecutorContext context);
}
