package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.Progress;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.run.RunFolder;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.ExperimentReader;

/** Every lifting from its name to a saved run, by gradient and, where it can be, in closed form. */
class LiftingsTest {
  private static final Koopflow KOOPFLOW = Koopflow.create();

  /** What {@link Small} says, but for sizes of the lifting that not every lifting has. */
  private static Experiment experiment(String... more) {
    List<String> overrides = new ArrayList<>(List.of(Small.overrides()));
    overrides.removeIf(each -> each.startsWith("lifting."));
    overrides.addAll(List.of(more));
    return new ExperimentReader(KOOPFLOW.plugins())
        .preset("eight-gaussians", overrides.toArray(String[]::new));
  }

  static Stream<String> specifications() {
    String small = "lifting.dimension=8 lifting.network.width=16 lifting.network.blocks=1";
    return Stream.of(
        "lifting.type=mlp lifting.features.time=2 lifting.features.state=3 " + small,
        "lifting.type=decoder-free lifting.features.time=2 lifting.features.trained=true " + small,
        "lifting.type=polynomial lifting.degree=3",
        "lifting.type=projected lifting.dimension=5 lifting.base.type=mlp"
            + " lifting.base.dimension=8 lifting.base.network.width=16",
        "lifting.type=projected lifting.dimension=3 lifting.base.type=projected"
            + " lifting.base.dimension=5 lifting.base.base.type=polynomial",
        "lifting.type=polynomial lifting.degree=2 lifting.time=true lifting.decoder=linear",
        "lifting.type=radial-basis lifting.dimension=12",
        "lifting.type=radial-basis lifting.state=false lifting.decoder=network " + small,
        "lifting.type=random-fourier lifting.dimension=12 lifting.trained=true",
        "lifting.type=random-fourier lifting.state=false lifting.decoder=linear " + small,
        "lifting.type=polynomial lifting.degree=3 training.method=edmd",
        "lifting.type=radial-basis lifting.dimension=20 training.method=edmd",
        "lifting.type=radial-basis lifting.state=false lifting.decoder=linear"
            + " lifting.dimension=20 training.method=edmd",
        "lifting.type=random-fourier lifting.dimension=20 lifting.scale=0.5 training.method=edmd");
  }

  @ParameterizedTest
  @MethodSource("specifications")
  void runsIsSavedAndSamplesAgain(String overrides, @TempDir Path folder) {
    Experiment experiment = experiment((overrides + " training.edmd.points=2000").split(" "));
    RunResult result = KOOPFLOW.run(experiment);
    assertThat(result.completed()).isTrue();
    assertThat((double) result.metrics().get("relativeResidual")).isFinite().isPositive();
    assertThat(result.showing().orElseThrow().samples().isFinite()).isTrue();
    RunFolder folders = new RunFolder(KOOPFLOW.plugins());
    Path run = folder.resolve("run");
    folders.write(run, result, Map.of());
    TrainedModel read = folders.read(run);
    assertThat(read.experiment()).isEqualTo(experiment);
    assertThat(read.student()).isEqualTo(result.model().student());
    assertThat(samples(read)).isEqualTo(samples(result.model()));
    Map<String, Object> figures = new LinkedHashMap<>(result.metrics());
    figures.remove("seconds");
    assertThat(KOOPFLOW.evaluate(read, Progress.SILENT)).isEqualTo(figures);
    requireFrozen(experiment, read);
  }

  private static Batch samples(TrainedModel model) {
    try (Backend backend = KOOPFLOW.openBackend(model.experiment());
        OpenModel open = KOOPFLOW.open(model, backend)) {
      return open.sampler().sample(open.noise(20, 5));
    }
  }

  /** What is not trained is what was drawn; centres are points of the path, which is drawn too. */
  private static void requireFrozen(Experiment experiment, TrainedModel model) {
    Lifting lifting = KOOPFLOW.plugins().liftings().create(experiment.lifting(), Space.of(2));
    Weights drawn =
        Parameter.initialize(
            Parameter.under("lifting", lifting.parameters()),
            new RandomStreams(experiment.seed()).in("student").in("initial"));
    for (Parameter parameter : lifting.parameters()) {
      String name = "lifting." + parameter.name();
      Weights averaged = model.student().orElseThrow().averaged();
      Weights raw = model.student().orElseThrow().raw();
      if (!parameter.trained()) {
        assertThat(averaged.get(name)).isEqualTo(raw.get(name));
        if (!name.endsWith("centres")) {
          assertThat(raw.get(name)).isEqualTo(drawn.get(name));
        }
      } else {
        assertThat(raw.get(name)).as(name).isNotEqualTo(drawn.get(name));
      }
    }
  }

  @Test
  void everyLiftingIsAmongThem() {
    TreeSet<String> types = new TreeSet<>();
    specifications().forEach(each -> types.add(each.replaceAll("^lifting.type=(\\S+).*", "$1")));
    assertThat(types).isEqualTo(KOOPFLOW.plugins().of(LiftingProvider.class).names());
  }

  /** No pool of trajectories, no loss curve, and a generator in double precision. */
  @Test
  void aClosedFormMakesNoGradientStep() {
    Small.Stopper seen = new Small.Stopper();
    RunResult result =
        KOOPFLOW.run(experiment("lifting.type=polynomial", "training.method=edmd"), seen);
    assertThat(seen.begun()).containsExactly("teacher", "student", "evaluation");
    assertThat(result.losses()).noneMatch(row -> row.stage().equals("student"));
    Weights weights = result.model().student().orElseThrow().averaged();
    assertThat(weights.get("operator.A").precision()).isEqualTo(Precision.FLOAT64);
    // A generator of zeros would leave 1.
    assertThat((double) result.metrics().get("relativeResidual")).isLessThan(0.9);
  }

  @Test
  void aClosedFormThatIsStoppedLeavesNoStudent() {
    RunResult result =
        KOOPFLOW.run(
            experiment("lifting.type=polynomial", "training.method=edmd"),
            new Small.Stopper("student", 4096));
    assertThat(result.completed()).isFalse();
    assertThat(result.model().student()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lifting.type=mlp | fits no observables, but those of lifting 'mlp' are trained (encoder.",
        "lifting.type=radial-basis lifting.trained=true | are trained (dictionary.centres,",
        "lifting.type=polynomial lifting.decoder=network | set lifting.decoder to projection or"
            + " linear",
        "lifting.type=polynomial training.edmd.points=21 | training.edmd.points is 21, but the"
            + " lifted state has 22 coordinates",
        "lifting.type=polynomial lifting.degree=80 | are 3320 observables, and at most 2000"
      })
  void whatHasNoClosedFormIsRefusedBeforeTraining(String overrides, String message) {
    Progress untouched =
        new Progress() {
          @Override
          public void begin(String stage, long total) {
            throw new AssertionError(stage + " began");
          }
        };
    Experiment experiment = experiment((overrides + " training.method=edmd").split(" "));
    assertThatThrownBy(() -> KOOPFLOW.run(experiment, untouched))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining(message);
  }

  /** An exponential that cannot be differentiated serves where nothing is. */
  @ParameterizedTest
  @ValueSource(strings = {"pade", "auto"})
  void aClosedFormNeedsNoDifferentiableExponential(String exponential) {
    assertThat(
            KOOPFLOW
                .run(
                    experiment(
                        "lifting.type=polynomial",
                        "training.method=edmd",
                        "exponential.type=" + exponential))
                .completed())
        .isTrue();
  }
}
