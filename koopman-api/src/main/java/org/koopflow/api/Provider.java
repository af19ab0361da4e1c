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
   * @throws InvalidSettingException if a setting does not fit what it is made for
   * @throws SpecificationException if something else that was asked for does not
   * @throws KoopflowException if something else is wrong that a user can understand, such as a
   *     file. Any other exception is taken for a fault of the plug-in
   */
  T create(S settings, C context);
}
