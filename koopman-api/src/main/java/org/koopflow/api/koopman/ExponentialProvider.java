package org.koopflow.api.koopman;

import java.util.EnumSet;
import java.util.Set;
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

  /**
   * Makes a strategy for generators of a known structure.
   *
   * @param settings its settings
   * @param structure one of {@link #structures()}
   * @return the strategy; the same as {@link #create(Record)} makes unless the structure can be put
   *     to use
   */
  default Exponential create(S settings, Structure structure) {
    return create(settings);
  }

  /**
   * Where it applies.
   *
   * @return structures of the generators it works with; all unless overridden
   */
  default Set<Structure> structures() {
    return EnumSet.allOf(Structure.class);
  }

  /**
   * Whether its strategies can be trained through.
   *
   * @return whether {@link Exponential#onTensors()} is there
   */
  default boolean differentiable() {
    return create(defaults()).onTensors().isPresent();
  }
}
