package org.koopflow.api.training;

import org.koopflow.api.KoopflowException;
import org.koopflow.api.Weights;

/** Training stopped because a number is no longer finite. */
public final class TrainingDivergedException extends KoopflowException {
  private static final long serialVersionUID = 1;

  /** Which training. */
  private final String stage;

  /** When, from 0. */
  private final int step;

  /** What was not finite. */
  private final String term;

  private final transient Weights lastGood;

  /**
   * Creates the exception.
   *
   * @param stage name of the training
   * @param step step at which it was seen, from 0
   * @param term loss term or parameter that is not finite
   * @param lastGood averaged weights of the last step at which all was finite
   */
  public TrainingDivergedException(String stage, int step, String term, Weights lastGood) {
    super(
        "training of the "
            + stage
            + " diverged at step "
            + step
            + ": '"
            + term
            + "' is not finite; a smaller learningRate or a positive clip may help");
    this.stage = stage;
    this.step = step;
    this.term = term;
    this.lastGood = lastGood;
  }

  /**
   * Which training.
   *
   * @return name of the stage
   */
  public String stage() {
    return stage;
  }

  /**
   * When.
   *
   * @return the step, from 0
   */
  public int step() {
    return step;
  }

  /**
   * What was not finite.
   *
   * @return name of the loss term or parameter
   */
  public String term() {
    return term;
  }

  /**
   * What can be kept.
   *
   * @return averaged weights of the last good step
   */
  public Weights lastGood() {
    return lastGood;
  }
}
