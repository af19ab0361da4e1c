package org.koopflow.api;

/**
 * A plug-in that makes one kind of part. Every kind has an interface of its own that says what its
 * parts are made for, the context, and what they are.
 *
 * @param <S> the record of settings, as {@link Plugin} says
 * @param <C> what a part is made for
 * @param <T> the part
 */
public interface Provider<S extends Record, C, T> extends Plugin<S> {
  /**
   * Makes a part.
   *
   * @param settings its settings
   * @param context what it is made for
   * @return the part
   * @throws SpecificationException if the settings do not fit what it is made for
   */
  T create(S settings, C context);
}
