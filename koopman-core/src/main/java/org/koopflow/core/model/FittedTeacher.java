package org.koopflow.core.model;

import java.util.Arrays;
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
 * @param domain what flows
 */
public record FittedTeacher(
    Teacher teacher, Weights weights, Optional<VelocityField> velocity, Domain domain)
    implements AutoCloseable {
  /**
   * Puts a fitted teacher into a backend.
   *
   * @param teacher the teacher
   * @param weights what fitting it gave
   * @param backend evaluates its velocity field
   * @param domain what flows
   * @return the teacher, to be closed by the caller
   */
  public static FittedTeacher open(
      Teacher teacher, Weights weights, Backend backend, Domain domain) {
    return new FittedTeacher(
        teacher,
        weights,
        teacher.capabilities().contains(Capability.VELOCITY)
            ? Optional.of(teacher.velocity(backend, weights))
            : Optional.empty(),
        domain);
  }

  /**
   * Noise to start from. All noise Koopflow starts from is drawn here.
   *
   * @param count number of rows
   * @param random generator to draw from
   * @return whole rows, under a condition each class as often as in the data
   */
  public Batch noise(int count, RandomGenerator random) {
    return domain.space().join(state(count, random), domain.draw(count, random));
  }

  /**
   * Noise to start from, of one class.
   *
   * @param count number of rows
   * @param label the class, {@link Domain#NO_LABEL} for none
   * @param random generator to draw from
   * @return whole rows
   * @throws org.koopflow.api.SpecificationException if there is no such class
   */
  public Batch noise(int count, int label, RandomGenerator random) {
    int[] labels = new int[count];
    Arrays.fill(labels, label);
    Batch condition = domain.condition(labels);
    return domain.space().join(state(count, random), Optional.of(condition));
  }

  private Batch state(int count, RandomGenerator random) {
    return teacher.noise(count, weights, random);
  }

  /** Frees the velocity field. */
  @Override
  public void close() {
    velocity.ifPresent(VelocityField::close);
  }
}
