package org.koopflow.core;

import org.koopflow.api.KoopflowException;
import org.koopflow.api.training.TrainingDivergedException;

/** A run ended because its training diverged; it carries what was reached before. */
public final class DivergedRunException extends KoopflowException {
  private static final long serialVersionUID = 1;

  private final transient RunResult reached;

  DivergedRunException(TrainingDivergedException cause, RunResult reached) {
    super(cause.getMessage(), cause);
    this.reached = reached;
  }

  /**
   * What can be kept: the weights of the last good step.
   *
   * @return an incomplete result
   */
  public RunResult reached() {
    return reached;
  }
}
