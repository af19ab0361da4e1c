package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.network.Networks;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Recording;
import org.koopflow.api.teacher.RecordingContext;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.Teacher.Capability;
import org.koopflow.api.teacher.Teacher.FittedWeights;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.api.teacher.TrainingRows;
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

  /** Coordinates of the condition these tests use; the last is in none of the data. */
  int CONDITIONS = 3;

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
    return provider().create(settings(), new TeacherContext(Space.of(DIMENSION), networks()));
  }

  private static Space conditional() {
    return Space.of(DIMENSION).withConditions(CONDITIONS);
  }

  /** The teacher of a condition; empty if it refuses one, which it says by its name. */
  private Optional<Teacher> conditioned() {
    Teacher teacher;
    try {
      teacher = provider().create(settings(), new TeacherContext(conditional(), networks()));
    } catch (SpecificationException refused) {
      assertThat(refused).hasMessageContaining(provider().name()).hasMessageContaining("condition");
      return Optional.empty();
    }
    assertThat(teacher.space()).isEqualTo(conditional());
    return Optional.of(teacher);
  }

  private static TrainingRows data() {
    return data(Space.of(DIMENSION));
  }

  private static TrainingRows data(Space space) {
    Batch x = Samples.normal(500, DIMENSION, "teacher data");
    return new TrainingRows(
        space,
        space.join(
            x,
            space.conditions() == 0
                ? Optional.empty()
                : Optional.of(Samples.classes(500, CONDITIONS - 1, CONDITIONS))),
        0);
  }

  private static RecordingContext recording(RandomStreams random) {
    return new RecordingContext(Selection.of("none"), random);
  }

  private FittedWeights fit(Teacher teacher, Backend backend) {
    RandomStreams random = new RandomStreams(3);
    return teacher.fit(
        new TeacherFitting(
            data(teacher.space()),
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
    boolean recorded = recording().isPresent();
    assertThat(recorded).isNotEqualTo(has.contains(Capability.VELOCITY));
    try (Backend backend = new ReferenceBackend(Precision.FLOAT32)) {
      Weights weights = fit(teacher, backend).averaged();
      assertThat(teacher.capabilities()).as("capabilities, once fitted").isEqualTo(has);
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

  /** What a teacher brings is the same for the same streams, since a model is measured anew. */
  @Test
  default void bringsTheSameAgain() {
    Optional<Recording> one = recording();
    Optional<Recording> same = recording();
    assertThat(same.isPresent()).isEqualTo(one.isPresent());
    one.ifPresent(
        first -> {
          assertThat(first.dimension()).isEqualTo(DIMENSION);
          assertThat(same.orElseThrow().times()).containsExactly(first.times());
          assertThat(same.orElseThrow().train()).isEqualTo(first.train());
          assertThat(same.orElseThrow().test()).isEqualTo(first.test());
        });
  }

  private Optional<Recording> recording() {
    return provider().recording(settings(), recording(new RandomStreams(3)));
  }

  /**
   * Warnings are lines, the same every time, and there is something to say of any data: with labels
   * or without, and of another dimension than the flow's, where a transform lies between.
   */
  @Test
  default void warnsInLines() {
    Batch wide = Samples.normal(40, DIMENSION + 1, "warned of");
    Optional<int[]> labels = Optional.of(IntStream.range(0, 40).map(i -> i % 3).toArray());
    for (Dataset data :
        List.of(
            Dataset.of("plain", data().rows(), data().rows()),
            new Dataset("labelled", wide, wide, labels, labels, Optional.empty()))) {
      List<String> warnings = teacher().warnings(data);
      assertThat(warnings)
          .allSatisfy(
              line -> assertThat(line).isNotBlank().doesNotContain("\n").doesNotContain("\r"));
      assertThat(teacher().warnings(data)).as("warned again").isEqualTo(warnings);
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

  /**
   * A teacher is a description and keeps nothing of its fitting: another one of the same settings,
   * as it is made for weights read from a file, does the same with them.
   */
  @Test
  default void keepsNothingOfItsFitting() {
    Teacher fitted = teacher();
    Teacher other = teacher();
    try (Backend backend = new ReferenceBackend(Precision.FLOAT32)) {
      Weights weights = fit(fitted, backend).averaged();
      Samples.assertSameBits(
          other.noise(30, weights, new RandomStreams(1).stream("noise")),
          fitted.noise(30, weights, new RandomStreams(1).stream("noise")));
      if (fitted.capabilities().contains(Capability.PATH)) {
        assertThat(other.path(weights, data(), 16, new RandomStreams(1).stream("path")))
            .isEqualTo(fitted.path(weights, data(), 16, new RandomStreams(1).stream("path")));
      }
      if (fitted.capabilities().contains(Capability.VELOCITY)) {
        Batch t = Samples.uniform(5, 1, 0.1, 0.9, "teacher t");
        Batch x = Samples.normal(5, DIMENSION, "teacher x");
        try (VelocityField expected = fitted.velocity(backend, weights);
            VelocityField actual = other.velocity(backend, weights)) {
          Samples.assertSameBits(actual.velocity(t, x), expected.velocity(t, x));
        }
      }
    }
  }

  /**
   * Noise has the rows asked for and depends on the generator alone, which moves on: what is drawn
   * next is other noise.
   */
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
      RandomGenerator random = new RandomStreams(1).stream("noise");
      Samples.assertSameBits(teacher.noise(30, weights, random), one);
      assertThat(teacher.noise(30, weights, random)).as("noise drawn next").isNotEqualTo(one);
      assertThat(teacher.noise(1, weights, random).rows()).isEqualTo(1);
    }
  }

  /** Points of the path are as many as asked for, with times in the horizon and finite targets. */
  @Test
  default void drawsFromItsPath() {
    Teacher teacher = teacher();
    assume(teacher, Capability.PATH);
    assertThat(teacher.space()).isEqualTo(Space.of(DIMENSION));
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
        assertThat(field.space()).isEqualTo(Space.of(DIMENSION));
        Batch together = field.velocity(t, x);
        assertThat(together.rows()).isEqualTo(5);
        assertThat(together.columns()).isEqualTo(DIMENSION);
        assertThat(together.isFinite()).isTrue();
        for (int row = 0; row < 5; row++) {
          Batch alone = field.velocity(t.get(row, 0), x.rows(row, row + 1));
          Samples.assertClose(alone, together.rows(row, row + 1), 1e-5);
        }
        for (Precision precision : Precision.values()) {
          Batch own = Batch.filled(5, 1, 0.375).to(precision);
          Batch states = x.to(precision);
          Samples.assertClose(field.velocity(0.375, states), field.velocity(own, states), 1e-5);
        }
      }
    }
  }

  /** A field that is closed takes no other one with it. */
  @Test
  default void closesItsFieldsOneByOne() {
    Teacher teacher = teacher();
    assume(teacher, Capability.VELOCITY);
    Batch t = Samples.uniform(5, 1, 0.1, 0.9, "teacher t");
    Batch x = Samples.normal(5, DIMENSION, "teacher x");
    try (Backend backend = new ReferenceBackend(Precision.FLOAT32)) {
      Weights weights = fit(teacher, backend).averaged();
      try (VelocityField stays = teacher.velocity(backend, weights)) {
        Batch before = stays.velocity(t, x);
        teacher.velocity(backend, weights).close();
        Samples.assertSameBits(stays.velocity(t, x), before);
      }
    }
  }

  /**
   * A teacher refuses a condition, or its path keeps one: each point is of a class of the data and
   * stays in it.
   */
  @Test
  default void keepsAConditionOnItsPath() {
    Teacher teacher = conditioned().orElse(null);
    if (teacher == null) {
      return;
    }
    Space space = conditional();
    try (Backend backend = new ReferenceBackend(Precision.FLOAT32)) {
      Weights fitted = fit(teacher, backend).averaged();
      Parameters.assertSizes(fitted, teacher.parameters());
      assertThat(teacher.noise(4, fitted, new RandomStreams(1).stream("noise")).columns())
          .as("noise is of states alone")
          .isEqualTo(DIMENSION);
      assume(teacher, Capability.PATH);
      PathBatch path = teacher.path(fitted, data(space), 64, new RandomStreams(1).stream("path"));
      Batch classes = space.condition(path.x()).orElseThrow();
      for (int row = 0; row < 64; row++) {
        assertThat(classes.rows(row, row + 1).doubles())
            .as("condition of point %d", row)
            .isIn(new double[] {1, 0, 0}, new double[] {0, 1, 0});
      }
      Samples.assertClose(
          space.condition(path.target()).orElseThrow(), Batch.zeros(64, CONDITIONS), 0);
      assertThat(path.x().isFinite()).isTrue();
      assertThat(path.target().isFinite()).isTrue();
    }
  }

  /** A teacher refuses a condition, or its velocity field leaves one as it is. */
  @Test
  default void keepsAConditionInItsField() {
    Teacher teacher = conditioned().orElse(null);
    if (teacher == null) {
      return;
    }
    assume(teacher, Capability.VELOCITY);
    Space space = conditional();
    Batch t = Samples.uniform(6, 1, 0.1, 0.9, "teacher t");
    Batch rows = Samples.rows(space, 6, "teacher x");
    try (Backend backend = new ReferenceBackend(Precision.FLOAT32);
        VelocityField field = teacher.velocity(backend, fit(teacher, backend).averaged())) {
      assertThat(field.space()).isEqualTo(space);
      Batch velocity = field.velocity(t, rows);
      assertThat(velocity.isFinite()).isTrue();
      Samples.assertClose(space.condition(velocity).orElseThrow(), Batch.zeros(6, CONDITIONS), 0);
    }
  }
}
