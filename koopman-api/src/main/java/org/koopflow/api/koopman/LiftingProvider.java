package org.koopflow.api.koopman;

import org.koopflow.api.Provider;

/**
 * Makes liftings of one kind. The specification's key {@code lifting.dimension} is a component
 * {@code dimension} of the settings wherever the number m of observables can be chosen.
 *
 * @param <S> its settings
 */
public interface LiftingProvider<S extends Record> extends Provider<S, LiftingContext, Lifting> {
  /**
   * Describes a lifting.
   *
   * @param settings its settings
   * @param context what it is made for
   * @return the lifting
   * @throws org.koopflow.api.SpecificationException if the settings do not fit the dimension
   */
  @Override
  Lifting create(S settings, LiftingContext context);
}
