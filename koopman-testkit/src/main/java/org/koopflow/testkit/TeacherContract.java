package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.network.Networks;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.Teacher.FittedWeights;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.testkit.reference.ReferenceBackend;

/**
 * What holds for every teacher. Fitting is asked for, but no step is made: the contract looks at
 * what the teacher would train and goes on with the first weights, which needs no gradients.
 *
 * @param <S> its settings
 */
public interface TeacherContract<S extends Record> extends PluginContract<TeacherProvider<S>> {
  /** Dimension of the states these tests use. */
  int DIMENSION = 2;

  /**
   * The settings to test with.
   *
   * @return the defaults unless overridden, for instance by smaller batches
   */
  default S settings() {
    return provider().defaults();
  }

  /**
   * Makes the networks the teacher asks for.
   *
   * @return small ones unless overridden
   */
  default Networks networks() {
    return new SmallNetworks();
  }

  private Teacher teacher() {
    return provider().create(settings(), DIMENSION, networks());
  }

  private static Batch data() {
    return Samples.normal(500, DIMENSION, "teacher data");
  }

  private static FittedWeights fit(Teacher teacher, Backend backend) {
    return teacher.fit(
        new TeacherFitting(data(), backend, new InspectingTrainer(), new RandomStreams(3)));
  }

  /** Points of the path are as many as asked for, with times in the horizon and finite targets. */
  @Test
  default void drawsFromItsPath() {
    Teacher teacher = teacher();
    assertThat(teacher.dimension()).isEqualTo(DIMENSION);
    PathBatch path = teacher.path(data(), 64, new RandomStreams(1).stream("path"));
    assertThat(path.t().rows()).isEqualTo(64);
    assertThat(path.t().columns()).isEqualTo(1);
    for (double t : path.t().doubles()) {
      assertThat(t).isBetween(0.0, 1.0);
    }
    for (Batch part : new Batch[] {path.x(), path.target()}) {
      assertThat(part.rows()).isEqualTo(64);
      assertThat(part.columns()).isEqualTo(DIMENSION);
      assertThat(part.isFinite()).isTrue();
    }
  }

  /** All chance comes from the generator handed in. */
  @Test
  default void drawsFromTheGeneratorAlone() {
    PathBatch one = teacher().path(data(), 16, new RandomStreams(1).stream("path"));
    PathBatch same = teacher().path(data(), 16, new RandomStreams(1).stream("path"));
    PathBatch other = teacher().path(data(), 16, new RandomStreams(2).stream("path"));
    Samples.assertSameBits(same.t(), one.t());
    Samples.assertSameBits(same.x(), one.x());
    Samples.assertSameBits(same.target(), one.target());
    assertThat(other.x()).isNotEqualTo(one.x());
  }

  /** What is trained is a finite loss of finite weights, and the same whenever it is begun. */
  @Test
  default void trainsWhatItSays() {
    try (Backend backend = new ReferenceBackend(Precision.FLOAT32)) {
      FittedWeights one = fit(teacher(), backend);
      FittedWeights same = fit(teacher(), backend);
      assertThat(one.averaged().isFinite()).isTrue();
      assertThat(one.raw().values().keySet()).isEqualTo(one.averaged().values().keySet());
      assertThat(same.averaged()).isEqualTo(one.averaged());
    }
  }

  /** The velocity field answers for each row by itself, at its own time or a common one. */
  @Test
  default void hasAVelocityField() {
    Teacher teacher = teacher();
    Batch t = Samples.uniform(5, 1, 0.1, 0.9, "teacher t");
    Batch x = Samples.normal(5, DIMENSION, "teacher x");
    try (Backend backend = new ReferenceBackend(Precision.FLOAT32)) {
      Weights weights = fit(teacher, backend).averaged();
      try (VelocityField field = teacher.velocity(backend, weights)) {
        assertThat(field.dimension()).isEqualTo(DIMENSION);
        Batch together = field.velocity(t, x);
        assertThat(together.rows()).isEqualTo(5);
        assertThat(together.columns()).isEqualTo(DIMENSION);
        assertThat(together.isFinite()).isTrue();
        for (int row = 0; row < 5; row++) {
          Batch alone = field.velocity(t.get(row, 0), x.rows(row, row + 1));
          Samples.assertClose(alone, together.rows(row, row + 1), 1e-5);
        }
      }
    }
  }
}
