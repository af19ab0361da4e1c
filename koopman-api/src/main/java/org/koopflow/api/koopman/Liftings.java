package org.koopflow.api.koopman;

import org.koopflow.api.Selection;
import org.koopflow.api.space.Space;

/**
 * Makes liftings by name, for a lifting that is built on another one and leaves its kind to the
 * specification.
 */
@FunctionalInterface
public interface Liftings {
  /**
   * Makes the selected lifting.
   *
   * @param selection kind and settings
   * @param space the rows it lifts
   * @return the lifting
   * @throws org.koopflow.api.SpecificationException if the selection is not known or not valid
   */
  Lifting create(Selection<LiftingProvider<?>> selection, Space space);
}
