package org.koopflow.core.training;

import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.core.model.KoopmanModel;

/**
 * A model before it is fitted, with the sizes and the parts it will have and no numbers: a sampler
 * made for it tells whether it could work, before long work starts.
 */
final class PlannedModel {
  private PlannedModel() {}

  /** What a teacher and a student will offer to a sampler. */
  static SampledModel of(Teacher teacher, KoopmanModel model) {
    return new SampledModel(
        teacher.capabilities().contains(Teacher.Capability.VELOCITY)
            ? Optional.of(field(teacher.space()))
            : Optional.empty(),
        Optional.of(new Flow(model.lifting().layout(), teacher.space())));
  }

  /** A velocity field of a space. */
  static VelocityField field(Space space) {
    return new Field(space);
  }

  private static IllegalStateException tooEarly() {
    return new IllegalStateException("a sampler must not evaluate before it samples");
  }

  private record Field(Space space) implements VelocityField {
    @Override
    public Batch velocity(Batch t, Batch x) {
      throw tooEarly();
    }
  }

  private record Flow(StateLayout layout, Space space) implements LinearFlow {
    @Override
    public Matrix generator() {
      throw tooEarly();
    }

    @Override
    public Batch lift(double t, Batch x) {
      throw tooEarly();
    }

    @Override
    public Batch advance(Batch z, double duration) {
      throw tooEarly();
    }

    @Override
    public Batch decode(Batch z) {
      throw tooEarly();
    }

    @Override
    public Batch transport(Batch x, double from, double to) {
      throw tooEarly();
    }

    @Override
    public void close() {}
  }
}
