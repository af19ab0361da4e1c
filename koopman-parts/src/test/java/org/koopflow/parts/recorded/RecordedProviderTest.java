package org.koopflow.parts.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Transform;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.Recording;
import org.koopflow.api.teacher.RecordingContext;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.numerics.file.Npy;
import org.koopflow.parts.transform.Transforms;

class RecordedProviderTest {
  private static final RecordedProvider PROVIDER = new RecordedProvider();

  @TempDir Path folder;

  private static RecordedProvider.Settings settings(Path file, List<Double> times, double held) {
    return new RecordedProvider.Settings(
        file.toString(),
        times,
        held,
        RecordedProvider.Consistency.SPLINE,
        RecordedProvider.Noise.RECORDED);
  }

  private static RecordingContext context(String transform, long seed) {
    return new RecordingContext(Selection.of(transform), new RandomStreams(seed));
  }

  private static Recording read(RecordedProvider.Settings settings, long seed) {
    return PROVIDER.recording(settings, context("none", seed)).orElseThrow();
  }

  private Path resource(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = RecordedProviderTest.class.getResourceAsStream(name)) {
      Files.write(file, in.readAllBytes());
    }
    return file;
  }

  /** Trajectory i is x = i + t^2, so that rows tell which trajectory they are of. */
  private Path parabolas(int times, int count) {
    float[] x = new float[times * count];
    for (int i = 0; i < x.length; i++) {
      double t = (double) (i / count) / (times - 1);
      x[i] = (float) (i % count + t * t);
    }
    Path file = folder.resolve("parabolas.npy");
    Npy.write(file, Batch.of(times, count, x), List.of(times, count, 1));
    return file;
  }

  @Test
  void aShareIsHeldBackAndNothingIsLostOrMixed() {
    Recording recording = read(settings(parabolas(5, 50), List.of(), 0.1), 1);
    assertThat(recording.times()).containsExactly(0, 0.25, 0.5, 0.75, 1);
    assertThat(recording.test().starts().rows()).isEqualTo(5);
    List<Float> seen = new ArrayList<>();
    for (Recording.Part part : List.of(recording.train(), recording.test())) {
      for (int row = 0; row < part.starts().rows(); row++) {
        float start = part.starts().floats()[row];
        seen.add(start);
        for (int k = 0; k < 5; k++) {
          double t = recording.times()[k];
          assertThat(part.states().get(k).get(row, 0)).isCloseTo(start + t * t, within(1e-5));
          assertThat(part.velocities().get(k).get(row, 0)).isCloseTo(2 * t, within(1e-3));
        }
      }
    }
    assertThat(seen).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void theSeedSaysWhatIsHeldBack() {
    RecordedProvider.Settings settings = settings(parabolas(4, 40), List.of(), 0.25);
    Batch one = read(settings, 1).test().starts();
    assertThat(read(settings, 1).test().starts()).isEqualTo(one);
    assertThat(read(settings, 2).test().starts()).isNotEqualTo(one);
  }

  /** Three trajectories {@code x0 + t (1, -2) + t^2}, stored single or deflated double. */
  @ParameterizedTest
  @CsvSource({"named.npz, true", "unnamed.npz, false"})
  void archivesOfNumpyAreRead(String name, boolean stored) throws IOException {
    List<Double> times = stored ? List.of() : List.of(0.0, 0.25, 0.5, 1.0);
    TrajectoryFile file = TrajectoryFile.read(resource(name).toString(), times, 4);
    assertThat(file.times()).containsExactly(0, 0.25, 0.5, 1);
    assertThat(file.count()).isEqualTo(3);
    assertThat(file.dimension()).isEqualTo(2);
    for (int k = 0; k < 4; k++) {
      double t = file.times()[k];
      // The second trajectory starts at (1, 1.5).
      assertThat(file.states(k, new int[] {1})).containsExactly(1 + t + t * t, 1.5 - 2 * t + t * t);
    }
  }

  @Test
  void theTransformTakesVelocitiesAlong() {
    Recording recording = read(settings(parabolas(6, 60), List.of(), 0.2), 1);
    Transform transform = Transforms.fit("standardize", 0, recording.train().ends());
    Recording moved = recording.map(transform::forward, transform::forwardVelocity);
    Batch ends = recording.train().ends();
    double scale =
        (transform.forward(ends).get(1, 0) - transform.forward(ends).get(0, 0))
            / (ends.get(1, 0) - ends.get(0, 0));
    for (int k = 0; k < 6; k++) {
      double t = recording.times()[k];
      for (int row = 0; row < 48; row++) {
        assertThat(moved.train().velocities().get(k).get(row, 0))
            .isCloseTo(2 * t * scale, within(1e-4));
        assertThat(moved.train().states().get(k).get(row, 0) - moved.train().starts().get(row, 0))
            .isCloseTo(t * t * scale, within(1e-5));
      }
    }
  }

  @Test
  void noiseIsThatOfTheFileEvenWhereItIsGone() throws IOException {
    Path file = parabolas(4, 40);
    RecordedProvider.Settings settings = settings(file, List.of(), 0.25);
    Recording recording = read(settings, 1);
    Teacher teacher = PROVIDER.create(settings, new TeacherContext(Space.of(1), null));
    Weights kept =
        teacher
            .fit(
                new TeacherFitting(
                    null, null, null, new RandomStreams(1), java.util.Optional.of(recording)))
            .averaged();
    Files.delete(file);
    Batch noise =
        PROVIDER
            .create(settings, new TeacherContext(Space.of(1), null))
            .noise(500, kept, new RandomStreams(3).stream("n"));
    assertThat(noise.floats()).hasSize(500);
    for (float start : noise.floats()) {
      assertThat(start).isEqualTo(Math.round(start)).isBetween(0f, 39f);
    }
  }

  private void assertRefused(Path file, List<Double> times, String... parts) {
    assertThatThrownBy(() -> read(settings(file, times, 0.5), 1))
        .isInstanceOfAny(KoopflowException.class, SpecificationException.class)
        .message()
        .contains(parts)
        .satisfies(message -> assertThat(message.lines()).hasSize(1));
  }

  private Path array(List<Integer> shape, UnaryOperator<float[]> change) {
    int count = shape.stream().reduce(1, (a, b) -> a * b);
    float[] values = new float[count];
    Path file = folder.resolve("array.npy");
    Npy.write(file, Batch.of(1, count, change.apply(values)), shape);
    return file;
  }

  @Test
  void wrongArraysAreRefused() throws IOException {
    UnaryOperator<float[]> zeros = UnaryOperator.identity();
    assertRefused(array(List.of(4, 10), zeros), List.of(), "[T, N, d]", "[4, 10]");
    assertRefused(array(List.of(4, 10, 2, 2), zeros), List.of(), "[4, 10, 2, 2]");
    assertRefused(array(List.of(4, 10, 0), zeros), List.of(), "[4, 10, 0]");
    assertRefused(array(List.of(3, 10, 2), zeros), List.of(), "at least 4", "consistency: none");
    assertRefused(array(List.of(5, 3, 2), zeros), List.of(), "3 trajectories", "[5, 3, 2]");
    assertRefused(
        array(
            List.of(4, 10, 2),
            x -> {
              x[2 * 20 + 6 * 2 + 1] = Float.NaN;
              return x;
            }),
        List.of(),
        "coordinate 2 of trajectory 7 at time 3 is NaN");
    assertRefused(folder.resolve("none.npy"), List.of(), "there is no file");
    assertRefused(folder.resolve("none.npz"), List.of(), "there is no file");
    assertRefused(folder, List.of(), "is a folder");
    assertRefused(
        Files.writeString(folder.resolve("text.npz"), "text, not an archive"),
        List.of(),
        "not a sound NPZ archive");
    assertRefused(resource("ambiguous.npz"), List.of(), "trajectories", "[arr_0, arr_1, arr_2]");
    byte[] whole = Files.readAllBytes(resource("unnamed.npz"));
    assertRefused(
        Files.write(folder.resolve("cut.npz"), java.util.Arrays.copyOf(whole, 150)),
        List.of(),
        "cut.npz");
    assertRefused(Path.of(""), List.of(), "teacher.file");
  }

  @ParameterizedTest
  @CsvSource({
    "'0,0.5,1', 'as many as the array has, 4, got 3'",
    "'0,0.5,0.5,1', 'must ascend, got 0.5 after 0.5'",
    "'0,0.7,0.2,1', 'must ascend, got 0.2 after 0.7'",
    "'0,0.5,0.7,2', 'from 0.0 (noise) to 1.0 (data), got 0.0 to 2.0'",
    "'0.1,0.5,0.7,1', 'got 0.1 to 1.0'",
    "'0,NaN,0.7,1', 'must ascend, got NaN'"
  })
  void wrongTimesAreRefused(String times, String complaint) {
    List<Double> given = java.util.Arrays.stream(times.split(",")).map(Double::valueOf).toList();
    assertRefused(array(List.of(4, 10, 2), x -> x), given, complaint);
  }

  @Test
  void threeTimesDoWithoutConsistency() {
    RecordedProvider.Settings settings =
        new RecordedProvider.Settings(
            array(List.of(3, 10, 2), x -> x).toString(),
            List.of(),
            0.2,
            RecordedProvider.Consistency.NONE,
            RecordedProvider.Noise.NORMAL);
    Recording recording = read(settings, 1);
    assertThat(recording.hasVelocities()).isFalse();
    assertThat(recording.train().starts().rows()).isEqualTo(8);
  }

  @Test
  void settingsThatContradictOneAnotherAreRefused() {
    Path file = parabolas(4, 10);
    RecordedProvider.Settings normal =
        new RecordedProvider.Settings(
            file.toString(),
            List.of(),
            0.5,
            RecordedProvider.Consistency.SPLINE,
            RecordedProvider.Noise.NORMAL);
    assertThatThrownBy(() -> PROVIDER.recording(normal, context("standardize", 1)))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining("teacher.noise normal");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(file, List.of(), 1))
        .withMessageContaining("heldOut");
  }
}
