package org.koopflow.api.koopman;

/**
 * What is known of the coupling A of the observables, whatever the values of the parameters. An
 * operator says which structure it keeps; an exponential says which structures it can work with.
 */
public enum Structure {
  /** Nothing is known. */
  DENSE("a dense matrix"),

  /**
   * A is block-diagonal with 2 x 2 blocks {@code [[alpha, beta], [-beta, alpha]]}, whose
   * eigenvalues are {@code alpha +- i beta}.
   */
  ROTATION_SCALING_BLOCKS("rotation-scaling blocks"),

  /** A is a diagonal matrix plus one of low rank. */
  DIAGONAL_PLUS_LOW_RANK("a diagonal plus a matrix of low rank"),

  /** {@code A + A^T} has no positive eigenvalue: no state without its affine drive ever grows. */
  DISSIPATIVE("a dissipative matrix");

  private final String words;

  Structure(String words) {
    this.words = words;
  }

  /**
   * What to call it in a message.
   *
   * @return a few words
   */
  public String words() {
    return words;
  }
}
