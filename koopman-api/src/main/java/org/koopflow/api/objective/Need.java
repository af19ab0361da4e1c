package org.koopflow.api.objective;

/** What a term asks of the teacher. */
public enum Need {
  /**
   * Trajectories from noise to data: {@link Point#START}, {@link Point#BETWEEN}, {@link Point#END}.
   */
  TRAJECTORIES("trajectories"),
  /** Points of its path: {@link Point#PATH}. */
  POINTS("points of its path"),
  /** Its velocity at those points. */
  VELOCITY("velocities at the points of its path");

  private final String words;

  Need(String words) {
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
