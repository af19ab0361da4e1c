package org.koopflow.api.metric;

/** What a metric may ask of a model, its teacher, its data and the backend. */
public enum MetricNeed {
  /** Classes of the data, of those to learn from and of those held back. */
  LABELS("classes of the data", "the data have no labels"),
  /** Rows that are pictures. */
  IMAGES("pictures", "the data are no pictures"),
  /** A backend that differentiates. Where it is all that is missing, the metric is refused. */
  GRADIENTS("gradients", "the backend has no gradients"),
  /** {@link JudgedModel#velocity} and {@link JudgedModel#teacher}. */
  VELOCITY("the teacher's velocity field", "the teacher is recorded and has no velocity field"),
  /** Velocities at {@link JudgedModel#points}. */
  PATH_VELOCITIES(
      "velocities at points of the teacher's path",
      "the teacher is recorded and no differences of its points were taken"),
  /** {@link JudgedModel#training}, the trajectories a recorded teacher was learned from. */
  TRAINING_TRAJECTORIES(
      "the trajectories that were trained on", "the teacher's trajectories are drawn anew"),
  /** A flow that is conditioned on labels: samples have the class that was asked for. */
  CONDITION("a flow that is conditioned on labels", "the flow has no condition");

  private final String words;
  private final String lacking;

  MetricNeed(String words, String lacking) {
    this.words = words;
    this.lacking = lacking;
  }

  /**
   * What to call it in a message.
   *
   * @return a few words, to be read after {@code needs}
   */
  public String words() {
    return words;
  }

  /**
   * What to say where it is missing.
   *
   * @return why, as half a sentence
   */
  public String lacking() {
    return lacking;
  }
}
