package org.koopflow.backend.djl;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.Parameter;

/** A teacher with nothing to fit: its field comes from a file. */
record TorchScriptTeacher(TorchScriptProvider.Settings settings, Space space) implements Teacher {
  @Override
  public Set<Capability> capabilities() {
    return settings.path() == TorchScriptProvider.Path.LINEAR
        ? EnumSet.allOf(Capability.class)
        : EnumSet.of(Capability.VELOCITY);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  /** Fits nothing, but shows before long work whether the file answers as it should. */
  @Override
  public FittedWeights fit(TeacherFitting fitting) {
    try (VelocityField field = velocity(fitting.backend(), Weights.EMPTY)) {
      Batch answer = field.velocity(Batch.of(3, 1, 0, 0.5f, 1), Batch.zeros(3, space.dimension()));
      if (!answer.isFinite()) {
        throw TorchScriptField.unusable(
            settings.file(), "its velocity at x = 0 is not finite at time 0, 0.5 or 1");
      }
    }
    return new FittedWeights(Weights.EMPTY, Weights.EMPTY);
  }

  @Override
  public PathBatch path(Weights fitted, TrainingRows data, int size, RandomGenerator random) {
    if (settings.path() != TorchScriptProvider.Path.LINEAR) {
      throw new SpecificationException(
          "teacher 'torchscript' knows no probability path with path trajectories; use linear");
    }
    int dimension = space.dimension();
    float[] x0 = RandomStreams.normal(size, dimension, random).floats();
    float[] x1 = data.draw(size, random).floats();
    float[] times = new float[size];
    float[] points = new float[size * dimension];
    float[] target = new float[size * dimension];
    for (int k = 0; k < points.length; k++) {
      int row = k / dimension;
      times[row] = k % dimension == 0 ? random.nextFloat() : times[row];
      target[k] = x1[k] - x0[k];
      points[k] = x0[k] + times[row] * target[k];
    }
    return new PathBatch(
        Batch.of(size, 1, times),
        Batch.of(size, dimension, points),
        Batch.of(size, dimension, target));
  }

  /** Opens the file at the first call, so that a student can be sampled where it is gone. */
  @Override
  public VelocityField velocity(Backend backend, Weights weights) {
    return new TorchScriptField(settings, space);
  }
}
