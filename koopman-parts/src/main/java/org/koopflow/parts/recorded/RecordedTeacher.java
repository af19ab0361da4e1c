package org.koopflow.parts.recorded;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Recording;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Shape;

/**
 * A teacher of which nothing but trajectories is known. What it keeps of them is enough to sample
 * from where the file is gone: a fixed number of starts.
 */
record RecordedTeacher(Space space, RecordedProvider.Noise source) implements Teacher {
  static final String NAME = "recorded";

  /** Starts a model keeps, held-out ones first: enough to sample from, few enough to store. */
  static final int KEPT = 4096;

  private static final String STARTS = "starts";

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.noneOf(Capability.class);
  }

  @Override
  public List<Parameter> parameters() {
    return source == RecordedProvider.Noise.NORMAL
        ? List.of()
        : List.of(
            new Parameter(STARTS, new Shape(KEPT, space.dimension()), Initializer.constant(0)));
  }

  @Override
  public FittedWeights fit(TeacherFitting fitting) {
    Weights weights = Weights.EMPTY;
    if (source == RecordedProvider.Noise.RECORDED) {
      Recording recording =
          fitting
              .recording()
              .orElseThrow(() -> new IllegalArgumentException("a recorded teacher needs its file"));
      Batch test = recording.test().starts();
      Batch train = recording.train().starts();
      int[] rows = new int[KEPT];
      for (int i = 0; i < KEPT; i++) {
        rows[i] = i % (test.rows() + train.rows());
      }
      weights = new Weights(Map.of(STARTS, Batch.stack(List.of(test, train)).gather(rows)));
    }
    return new FittedWeights(weights, weights);
  }

  @Override
  public Batch noise(int count, Weights weights, RandomGenerator random) {
    return source == RecordedProvider.Noise.NORMAL
        ? RandomStreams.normal(count, space.dimension(), random)
        : RandomStreams.draw(weights.get(STARTS), count, random);
  }

  @Override
  public PathBatch path(Weights fitted, TrainingRows data, int size, RandomGenerator random) {
    throw new SpecificationException(
        "teacher 'recorded' has no probability path to draw from, only recorded trajectories");
  }

  @Override
  public VelocityField velocity(Backend backend, Weights weights) {
    throw new SpecificationException(
        "teacher 'recorded' has no velocity field, only recorded trajectories");
  }
}
