package org.koopflow.api.objective;

import org.koopflow.api.Provider;

/**
 * Makes terms of one kind. The first component of its settings is the term's weight, so that a
 * specification may write the weight alone: {@code objective: {path: 0.5}}.
 *
 * @param <S> its settings
 */
public interface TermProvider<S extends Record> extends Provider<S, TermContext, ObjectiveTerm> {
  /**
   * Makes a term.
   *
   * @param settings its settings
   * @param context what it is made for
   * @return the term
   */
  @Override
  ObjectiveTerm create(S settings, TermContext context);
}
