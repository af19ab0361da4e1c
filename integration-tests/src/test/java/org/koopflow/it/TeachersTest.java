package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.run.RunFolder;
import org.koopflow.core.spec.ExperimentReader;

/** Every teacher from a specification to samples, and back from its folder without the data. */
class TeachersTest {
  private static final Koopflow KOOPFLOW = Koopflow.create();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "teacher.coupling=ot",
        "teacher.coupling=sinkhorn;teacher.path=bridge;teacher.sigma=0.5",
        "teacher.path=target;teacher.sigma=0.05",
        "teacher.path=variance-preserving;teacher.time=logit-normal;teacher.timeLocation=0.5",
        "teacher.type=analytic;teacher.rows=300",
        "teacher={type: analytic, means: [1, 0, -1, 0], deviations: [0.2]}",
        "teacher.type=rectified;teacher.pairs=300;teacher.solverSteps=4",
        "teacher.type=rectified;teacher.pairs=300;teacher.rounds=0;teacher.distill=true",
      })
  void goesEndToEnd(String overrides, @TempDir Path scratch) {
    // A teacher without a network and a training refuses settings of theirs.
    boolean trained = !overrides.contains("analytic");
    String[] small =
        Stream.of(Small.overrides(overrides.split(";")))
            .filter(override -> trained || !override.matches("teacher\\.(network|training)\\..*"))
            .toArray(String[]::new);
    RunResult result =
        KOOPFLOW.run(new ExperimentReader(KOOPFLOW.plugins()).preset("eight-gaussians", small));
    assertThat(result.completed()).isTrue();
    assertThat(result.metrics()).containsKey("relativeResidual");

    Path folder = scratch.resolve("run");
    RunFolder runs = new RunFolder(KOOPFLOW.plugins());
    runs.write(folder, result, Map.of());
    TrainedModel read = runs.read(folder);
    assertThat(read.teacher().averaged()).isEqualTo(result.model().teacher().averaged());
    try (Backend backend = KOOPFLOW.openBackend(read.experiment());
        OpenModel fresh = KOOPFLOW.open(result.model(), backend);
        OpenModel stored = KOOPFLOW.open(read, backend)) {
      Batch noise = fresh.noise(50, 3);
      Batch samples = fresh.sampler(Selection.of("heun")).sample(noise);
      assertThat(samples.isFinite()).isTrue();
      assertThat(stored.sampler(Selection.of("heun")).sample(noise)).isEqualTo(samples);
      PathBatch one = path(fresh, result);
      PathBatch other = path(stored, result);
      assertThat(other).isEqualTo(one);
    }
  }

  private static PathBatch path(OpenModel model, RunResult result) {
    return model
        .teacher()
        .path(
            model.model().teacher().averaged(),
            TrainingRows.of(result.data().test()),
            40,
            new RandomStreams(4).stream("path"));
  }

  /**
   * On two moons the flow becomes straighter with each round: 0.58 after the first training, 5.5e-4
   * after one round and 1.5e-4 after two.
   */
  @Test
  void reflowStraightensTwoMoons() {
    RunResult result =
        KOOPFLOW.run(
            Small.experiment(
                KOOPFLOW,
                "data.source=two-moons",
                "data.samples=20000",
                "teacher.type=rectified",
                "teacher.rounds=2",
                "teacher.pairs=10000",
                "teacher.network.width=64",
                "teacher.network.depth=3",
                "teacher.training.steps=1000",
                "teacher.training.batchSize=256",
                "teacher.training.learningRate=5e-3",
                "teacher.training.averaging=0.99",
                "training.steps=2"));
    Map<?, ?> figures = (Map<?, ?>) result.metrics().get("teacherFitting");
    List<?> straightness = (List<?>) figures.get("straightness");
    assertThat(straightness).hasSize(3);
    double first = (Double) straightness.get(0);
    double second = (Double) straightness.get(1);
    double third = (Double) straightness.get(2);
    assertThat(first).isPositive();
    assertThat(second).isLessThan(0.1 * first);
    assertThat(third).isLessThan(second);
  }
}
