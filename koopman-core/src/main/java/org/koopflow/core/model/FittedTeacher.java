package org.koopflow.core.model;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.Teacher.Capability;
import org.koopflow.api.teacher.VelocityField;

/**
 * A teacher with what fitting it gave, in a backend.
 *
 * @param teacher its description
 * @param weights what fitting gave
 * @param velocity its velocity field, if it has one
 */
public record FittedTeacher(Teacher teacher, Weights weights, Optional<VelocityField> velocity)
    implements AutoCloseable {
  /**
   * Puts a fitted teacher into a backend.
   *
   * @param teacher the teacher
   * @param weights what fitting it gave
   * @param backend evaluates its velocity field
   * @return the teacher, to be closed by the caller
   */
  public static FittedTeacher open(Teacher teacher, Weights weights, Backend backend) {
    return new FittedTeacher(
        teacher,
        weights,
        teacher.capabilities().contains(Capability.VELOCITY)
            ? Optional.of(teacher.velocity(backend, weights))
            : Optional.empty());
  }

  /**
   * Noise to start from. All noise Koopflow starts from is drawn here.
   *
   * @param count number of rows
   * @param random generator to draw from
   * @return count x d
   */
  public Batch noise(int count, RandomGenerator random) {
    return teacher.noise(count, weights, random);
  }

  /** Frees the velocity field. */
  @Override
  public void close() {
    velocity.ifPresent(VelocityField::close);
  }
}
