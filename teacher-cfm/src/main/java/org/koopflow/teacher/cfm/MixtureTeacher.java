package org.koopflow.teacher.cfm;

import java.util.List;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.Parameter;

/** The exact flow to a mixture that is known; the data are looked at by nobody but the judge. */
record MixtureTeacher(Space space, ConditionalPath joined, GaussianMixture mixture)
    implements Teacher {
  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public FittedWeights fit(TeacherFitting fitting) {
    return new FittedWeights(Weights.EMPTY, Weights.EMPTY);
  }

  @Override
  public PathBatch path(Weights fitted, TrainingRows data, int size, RandomGenerator random) {
    return path(joined, mixture, size, random);
  }

  /** Points on the path from fresh noise to fresh rows of a mixture. */
  static PathBatch path(
      ConditionalPath joined, GaussianMixture mixture, int size, RandomGenerator random) {
    Batch noise = RandomStreams.normal(size, mixture.dimension(), random);
    Batch drawn = mixture.draw(size, random);
    Batch times = TimeDensity.UNIFORM.draw(size, random, 0, 1);
    return joined.between(times, noise, drawn, random);
  }

  @Override
  public VelocityField velocity(Backend backend, Weights weights) {
    return new MixtureVelocity(joined, mixture);
  }
}
