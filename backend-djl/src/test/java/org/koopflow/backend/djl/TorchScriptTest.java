package org.koopflow.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.api.teacher.VelocityField;

class TorchScriptTest {
  private static final Batch T = Batch.of(4, 1, 0.25f, 0.75f, 0.25f, 1);
  private static final Batch X = Batch.of(4, 2, 1, 2, -3, 0.5f, 4, -1, 0, 7);

  @TempDir Path folder;

  static TorchScriptProvider.Settings settings(
      Path file, TorchScriptProvider.Time time, TorchScriptProvider.Path path) {
    return new TorchScriptProvider.Settings(file.toString(), time, path, 1);
  }

  private static Teacher teacher(Path file, TorchScriptProvider.Time time) {
    return new TorchScriptProvider()
        .create(
            settings(file, time, TorchScriptProvider.Path.TRAJECTORIES),
            new TeacherContext(Space.of(2), null));
  }

  private static void fit(Path file) {
    teacher(file, TorchScriptProvider.Time.COLUMN)
        .fit(new TeacherFitting(null, null, null, new RandomStreams(1)));
  }

  /** v = (1 + t) x for each row, however the time is handed over. */
  @ParameterizedTest
  @CsvSource({
    "COLUMN, 'return torch.mul(torch.add(t, 1), x)'",
    "VECTOR, 'return torch.mul(torch.unsqueeze(torch.add(t, 1), 1), x)'",
    "SCALAR, 'return torch.mul(x, torch.add(torch.item(t), 1))'"
  })
  void everyShapeOfTimeReachesItsRow(TorchScriptProvider.Time time, String body)
      throws IOException {
    Path file = TorchScriptFiles.write(folder.resolve("f.pt"), "Tensor", body);
    try (VelocityField field = teacher(file, time).velocity(null, Weights.EMPTY)) {
      double[] v = field.velocity(T, X).doubles();
      for (int i = 0; i < v.length; i++) {
        assertThat(v[i]).isCloseTo((1 + T.get(i / 2, 0)) * X.doubles()[i], within(1e-6));
      }
      assertThat(field.velocity(0.5, X).get(3, 1)).isCloseTo(10.5, within(1e-6));
    }
  }

  /** Memory and bits stay the same over many calls of different sizes. */
  @Test
  void callsDoNotDisturbOneAnother() throws IOException {
    Path file =
        TorchScriptFiles.write(
            folder.resolve("f.pt"), "Tensor", "return torch.sin(torch.add(x, t))");
    RandomGenerator random = new RandomStreams(1).stream("x");
    try (VelocityField field =
        teacher(file, TorchScriptProvider.Time.COLUMN).velocity(null, Weights.EMPTY)) {
      for (int i = 1; i < 200; i++) {
        Batch x = RandomStreams.normal(i, 2, random);
        Batch v = field.velocity(0.5, x);
        for (int k = 0; k < v.size(); k++) {
          assertThat(v.doubles()[k]).isCloseTo(Math.sin(x.doubles()[k] + 0.5), within(1e-6));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Tensor, 'return torch.sum(x)', 'shape ()'",
    "Tensor, 'return torch.cat([t, x], 1)', '(3, 3)'",
    "Tensor, 'return torch.matmul(x, x)', 'fails with t of shape (3, 1) and x of shape (3, 2)'",
    "Tensor, 'return torch.div(x, t)', 'not finite'",
    "'Tuple[Tensor, Tensor]', 'return (t, x)', 'instead of a tensor'"
  })
  void whatIsNoVelocityIsRefusedByFitting(String type, String body, String complaint)
      throws IOException {
    Path file = TorchScriptFiles.write(folder.resolve("f.pt"), type, body);
    assertThatThrownBy(() -> fit(file))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining("f.pt")
        .hasMessageContaining(complaint)
        .message()
        .satisfies(message -> assertThat(message.lines()).hasSize(1));
  }

  @Test
  void whatIsNoTorchScriptIsRefused() throws IOException {
    assertThatThrownBy(() -> fit(folder.resolve("none.pt")))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining("there is no file");
    assertThatThrownBy(() -> fit(folder)).hasMessageContaining("is a folder");
    assertThatThrownBy(() -> fit(Path.of("")))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining("teacher.file");
    Path text = Files.writeString(folder.resolve("text.pt"), "not a module");
    Path sound = TorchScriptFiles.write(folder.resolve("f.pt"), "Tensor", "return x");
    byte[] bytes = Files.readAllBytes(sound);
    Path cut = Files.write(folder.resolve("cut.pt"), java.util.Arrays.copyOf(bytes, 200));
    Path wrong = TorchScriptFiles.write(folder.resolve("g.pt"), "Tensor", "return torch.magic(x)");
    for (Path file : new Path[] {text, cut, wrong}) {
      assertThatThrownBy(() -> fit(file))
          .isInstanceOf(KoopflowException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("does not read it as TorchScript")
          .message()
          .satisfies(message -> assertThat(message.lines()).hasSize(1));
    }
  }

  /** A trained student needs nothing of the file, so a field may be opened where it is gone. */
  @Test
  void theFileIsReadWhenItIsNeeded() {
    try (VelocityField field =
        teacher(folder.resolve("none.pt"), TorchScriptProvider.Time.COLUMN)
            .velocity(null, Weights.EMPTY)) {
      assertThat(field.space()).isEqualTo(Space.of(2));
      assertThatThrownBy(() -> field.velocity(T, X)).hasMessageContaining("there is no file");
    }
  }

  @Test
  void theLinearPathLeadsToData() {
    Teacher teacher =
        new TorchScriptProvider()
            .create(
                settings(folder, TorchScriptProvider.Time.COLUMN, TorchScriptProvider.Path.LINEAR),
                new TeacherContext(Space.of(2), null));
    PathBatch path =
        teacher.path(
            Weights.EMPTY,
            TrainingRows.of(Batch.of(1, 2, 10, -20)),
            2000,
            new RandomStreams(5).stream("path"));
    double mean = 0;
    for (int i = 0; i < 2000; i++) {
      double t = path.t().get(i, 0);
      mean += t / 2000;
      for (int j = 0; j < 2; j++) {
        double end = path.x().get(i, j) + (1 - t) * path.target().get(i, j);
        assertThat(end).isCloseTo(j == 0 ? 10 : -20, within(1e-4));
      }
    }
    // Uniform: deviation of the mean 0.0065.
    assertThat(mean).isCloseTo(0.5, within(0.03));
  }
}
