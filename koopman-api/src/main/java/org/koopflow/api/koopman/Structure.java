package org.koopflow.api.koopman;

/**
 * What is known of the coupling A of the observables, whatever the values of the parameters. An
 * operator says which structure it keeps; an exponential says which structures it is limited to.
 * Whoever needs another than these makes one: two of the same name are the same structure.
 *
 * @param name lower-case letters, digits and hyphens
 * @param words what to call it in a message, a few words
 */
public record Structure(String name, String words) {
  /** Nothing is known. */
  public static final Structure DENSE = new Structure("dense", "a dense matrix");

  /**
   * A is block-diagonal with 2 x 2 blocks {@code [[alpha, beta], [-beta, alpha]]}, whose
   * eigenvalues are {@code alpha +- i beta}.
   */
  public static final Structure ROTATION_SCALING_BLOCKS =
      new Structure("rotation-scaling-blocks", "rotation-scaling blocks");

  /** A is a diagonal matrix plus one of low rank. */
  public static final Structure DIAGONAL_PLUS_LOW_RANK =
      new Structure("diagonal-plus-low-rank", "a diagonal plus a matrix of low rank");

  /** {@code A + A^T} has no positive eigenvalue: no state without its affine drive ever grows. */
  public static final Structure DISSIPATIVE = new Structure("dissipative", "a dissipative matrix");

  /**
   * Checks the name.
   *
   * @param name lower-case letters, digits and hyphens
   * @param words what to call it in a message
   */
  public Structure {
    if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*") || words.isBlank()) {
      throw new IllegalArgumentException(
          "a structure needs a name of lower-case letters, digits and hyphens, and words, got '"
              + name
              + "' and '"
              + words
              + "'");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Structure that && that.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
