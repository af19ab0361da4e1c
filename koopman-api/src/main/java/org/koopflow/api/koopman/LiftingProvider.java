package org.koopflow.api.koopman;

import org.koopflow.api.Plugin;
import org.koopflow.api.network.Networks;

/**
 * Makes liftings of one kind. The specification's key {@code lifting.dimension} is a component
 * {@code dimension} of the settings wherever the number m of observables can be chosen.
 *
 * @param <S> its settings
 */
public interface LiftingProvider<S extends Record> extends Plugin<S> {
  /**
   * Describes a lifting.
   *
   * @param settings its settings
   * @param stateDimension dimension d of the states
   * @param networks makes the networks the settings select
   * @return the lifting
   * @throws org.koopflow.api.SpecificationException if the settings do not fit the dimension
   */
  Lifting create(S settings, int stateDimension, Networks networks);

  /**
   * Describes a lifting that is built on another one, which its settings select. A provider of such
   * liftings overrides this; to all others it is the same as {@link #create(Record, int,
   * Networks)}.
   *
   * @param settings its settings
   * @param stateDimension dimension d of the states
   * @param networks makes the networks the settings select
   * @param liftings makes the liftings the settings select
   * @return the lifting
   * @throws org.koopflow.api.SpecificationException if the settings do not fit the dimension
   */
  default Lifting create(S settings, int stateDimension, Networks networks, Liftings liftings) {
    return create(settings, stateDimension, networks);
  }
}
