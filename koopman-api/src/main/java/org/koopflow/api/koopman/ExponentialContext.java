package org.koopflow.api.koopman;

/**
 * What an exponential is made for.
 *
 * @param structure what is known of the generators, one the provider {@link
 *     ExponentialProvider#appliesTo applies to}
 */
public record ExponentialContext(Structure structure) {
  /** For generators of which nothing is known. */
  public static final ExponentialContext DENSE = new ExponentialContext(Structure.DENSE);
}
