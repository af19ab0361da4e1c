package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.network.Networks;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.RecordingContext;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.Teacher.Capability;
import org.koopflow.api.teacher.Teacher.FittedWeights;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.Shape;
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
    return provider().create(settings(), new TeacherContext(DIMENSION, networks()));
  }

  private static Batch data() {
    return Samples.normal(500, DIMENSION, "teacher data");
  }

  private static RecordingContext recording(RandomStreams random) {
    return new RecordingContext(Selection.of("none"), random);
  }

  private FittedWeights fit(Teacher teacher, Backend backend) {
    RandomStreams random = new RandomStreams(3);
    return teacher.fit(
        new TeacherFitting(
            data(),
            backend,
            new InspectingTrainer(),
            random,
            provider().recording(settings(), recording(random))));
  }

  /** Points of the path of the fitted teacher. */
  private PathBatch path(Teacher teacher, int size, long seed) {
    try (Backend backend = new ReferenceBackend(Precision.FLOAT32)) {
      Weights fitted = fit(teacher, backend).averaged();
      return teacher.path(fitted, data(), size, new RandomStreams(seed).stream("path"));
    }
  }

  private static void assume(Teacher teacher, Capability capability) {
    Assumptions.assumeTrue(
        teacher.capabilities().contains(capability),
        () -> "this teacher does not have " + capability);
  }

  /**
   * A teacher without a velocity field brings trajectories in its place, and says what it lacks.
   */
  @Test
  default void saysWhatItLacks() {
    Teacher teacher = teacher();
    Set<Capability> has = teacher.capabilities();
    boolean recorded =
        provider().recording(settings(), recording(new RandomStreams(3))).isPresent();
    assertThat(recorded).isNotEqualTo(has.contains(Capability.VELOCITY));
    try (Backend backend = new ReferenceBackend(Precision.FLOAT32)) {
      Weights weights = fit(teacher, backend).averaged();
      if (!has.contains(Capability.VELOCITY)) {
        assertThatThrownBy(() -> teacher.velocity(backend, weights))
            .isInstanceOf(SpecificationException.class);
      }
      if (!has.contains(Capability.PATH)) {
        assertThatThrownBy(
                () -> teacher.path(weights, data(), 4, new RandomStreams(1).stream("path")))
            .isInstanceOf(SpecificationException.class);
      }
    }
  }

  /** Fitting gives values to what the teacher says it has, and to nothing else. */
  @Test
  default void fitsWhatItSays() {
    Teacher teacher = teacher();
    try (Backend backend = new ReferenceBackend(Precision.FLOAT32)) {
      Weights weights = fit(teacher, backend).averaged();
      Map<String, Shape> shapes = new LinkedHashMap<>();
      weights.values().forEach((name, b) -> shapes.put(name, new Shape(b.rows(), b.columns())));
      Map<String, Shape> said = new LinkedHashMap<>();
      teacher.parameters().forEach(p -> said.put(p.name(), p.shape()));
      assertThat(shapes).isEqualTo(said);
    }
  }

  /** Noise has the rows asked for and depends on the generator alone. */
  @Test
  default void drawsNoise() {
    Teacher teacher = teacher();
    try (Backend backend = new ReferenceBackend(Precision.FLOAT32)) {
      Weights weights = fit(teacher, backend).averaged();
      Batch one = teacher.noise(30, weights, new RandomStreams(1).stream("noise"));
      Batch same = teacher.noise(30, weights, new RandomStreams(1).stream("noise"));
      assertThat(one.rows()).isEqualTo(30);
      assertThat(one.columns()).isEqualTo(DIMENSION);
      assertThat(one.isFinite()).isTrue();
      Samples.assertSameBits(same, one);
      assertThat(teacher.noise(30, weights, new RandomStreams(2).stream("noise")))
          .isNotEqualTo(one);
    }
  }

  /** Points of the path are as many as asked for, with times in the horizon and finite targets. */
  @Test
  default void drawsFromItsPath() {
    Teacher teacher = teacher();
    assume(teacher, Capability.PATH);
    assertThat(teacher.dimension()).isEqualTo(DIMENSION);
    PathBatch path = path(teacher, 64, 1);
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
    assume(teacher(), Capability.PATH);
    PathBatch one = path(teacher(), 16, 1);
    PathBatch same = path(teacher(), 16, 1);
    PathBatch other = path(teacher(), 16, 2);
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
    assume(teacher, Capability.VELOCITY);
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
