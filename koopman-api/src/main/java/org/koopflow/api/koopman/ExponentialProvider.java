package org.koopflow.api.koopman;

import java.util.Set;
import org.koopflow.api.Provider;

/**
 * Makes exponential strategies of one kind.
 *
 * @param <S> its settings
 */
public interface ExponentialProvider<S extends Record>
    extends Provider<S, ExponentialContext, Exponential> {
  /**
   * Makes a strategy.
   *
   * @param settings its settings
   * @param context what it is made for
   * @return the strategy
   */
  @Override
  Exponential create(S settings, ExponentialContext context);

  /**
   * The structures it is limited to.
   *
   * @return structures of the generators it works with; empty, as unless overridden, if it works
   *     with any
   */
  default Set<Structure> structures() {
    return Set.of();
  }

  /**
   * Whether it works with generators of a structure.
   *
   * @param structure what is known of them
   * @return true if it is limited to nothing else
   */
  default boolean appliesTo(Structure structure) {
    return structures().isEmpty() || structures().contains(structure);
  }

  /**
   * Whether its strategies can be trained through.
   *
   * @return whether {@link Exponential#onTensors()} is there
   */
  default boolean differentiable() {
    Structure structure = structures().stream().findAny().orElse(Structure.DENSE);
    return create(defaults(), new ExponentialContext(structure)).onTensors().isPresent();
  }
}
