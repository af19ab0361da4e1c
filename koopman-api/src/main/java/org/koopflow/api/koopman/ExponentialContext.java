package org.koopflow.api.koopman;

/**
 * What an exponential is made for.
 *
 * @param structure what is known of the generators, one the provider {@link
 *     ExponentialProvider#appliesTo applies to}
 * @param affine number of coordinates in front of the observables, as {@link StateLayout#affine}
 *     counts them; at least 2
 */
public record ExponentialContext(Structure structure, int affine) {
  /**
   * Checks the number.
   *
   * @param structure what is known of the generators
   * @param affine number of coordinates in front of the observables
   */
  public ExponentialContext {
    if (affine < 2) {
      throw new IllegalArgumentException(
          "a constant and time stand in front of the observables, got " + affine + " coordinates");
    }
  }

  /**
   * For generators without a condition.
   *
   * @param structure what is known of them
   */
  public ExponentialContext(Structure structure) {
    this(structure, new StateLayout(1).affine());
  }

  /** For generators of which nothing is known, without a condition. */
  public static final ExponentialContext DENSE = new ExponentialContext(Structure.DENSE);
}
