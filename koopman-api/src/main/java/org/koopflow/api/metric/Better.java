package org.koopflow.api.metric;

/** Which way a figure improves. */
public enum Better {
  /** A distance, an error, a cost. */
  LOWER("lower is better"),
  /** A speed, a share of what is right. */
  HIGHER("higher is better"),
  /** A fact to read the others by. */
  NEITHER("neither way is better");

  private final String words;

  Better(String words) {
    this.words = words;
  }

  /**
   * What to call it for a person.
   *
   * @return a few words
   */
  public String words() {
    return words;
  }
}
