package org.koopflow.core.spec;

/** How lifting and operator are fitted to a teacher. */
public enum FittingMethod {
  /** All of the objective is made small by gradient steps. */
  GRADIENT,
  /**
   * The generator, and a linear decoder, are found in closed form by least squares; no gradient
   * step is made. For liftings whose observables are not trained.
   */
  EDMD
}
