package org.koopflow.parts.lifting;

/** How a dictionary lifting reads the state back. */
public enum Decoder {
  /** The state is among the observables and is taken from there. */
  PROJECTION,
  /** A matrix applied to the lifted state, trained or fitted by least squares. */
  LINEAR,
  /** A network, which training by gradient alone can fit. */
  NETWORK
}
