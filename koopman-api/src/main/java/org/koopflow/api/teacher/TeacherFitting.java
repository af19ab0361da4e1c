package org.koopflow.api.teacher;

import java.util.Optional;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.training.Trainer;

/**
 * What a teacher is given to fit itself.
 *
 * @param data training rows in the coordinates of the flow
 * @param backend evaluates and differentiates
 * @param trainer runs the steps, reports progress and heeds a wish to stop
 * @param random streams of its own
 * @param recording what the teacher brought, in the coordinates of the flow; empty if nothing
 */
public record TeacherFitting(
    TrainingRows data,
    Backend backend,
    Trainer trainer,
    RandomStreams random,
    Optional<Recording> recording) {
  /**
   * For a teacher that learns from data alone.
   *
   * @param data training rows in the coordinates of the flow
   * @param backend evaluates and differentiates
   * @param trainer runs the steps
   * @param random streams of its own
   */
  public TeacherFitting(TrainingRows data, Backend backend, Trainer trainer, RandomStreams random) {
    this(data, backend, trainer, random, Optional.empty());
  }
}
