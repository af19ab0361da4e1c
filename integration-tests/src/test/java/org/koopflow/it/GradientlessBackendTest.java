package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Precision;
import org.koopflow.api.Progress;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.data.DataContext;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.benchmarks.measure.Workload;
import org.koopflow.benchmarks.measure.Workloads;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.ExperimentReader;
import org.koopflow.parts.data.GeneratedSource;
import org.koopflow.testkit.reference.ReferenceBackend;

/** What a backend that can only evaluate is good for, and how early it says what it is not. */
class GradientlessBackendTest {
  private static final Koopflow KOOPFLOW =
      new Koopflow(
          Plugins.builder().addAll(Plugins.discover()).add(new Plain()).add(new Tiles()).build());

  private static RunResult trained;

  @BeforeAll
  static void train() {
    trained = KOOPFLOW.run(Small.experiment(KOOPFLOW));
  }

  /** The testkit's tensors as a backend: plain Java, no gradients. */
  private static final class Plain implements BackendProvider<NoSettings> {
    @Override
    public String name() {
      return ReferenceBackend.NAME;
    }

    @Override
    public String summary() {
      return "plain Java";
    }

    @Override
    public NoSettings defaults() {
      return new NoSettings();
    }

    @Override
    public Backend create(NoSettings settings, BackendContext context) {
      return new ReferenceBackend(context.precision());
    }
  }

  /** Labelled pictures of four pixels; remembers how often it was asked. */
  private static final class Tiles implements DataSourceProvider<GeneratedSource.Settings> {
    private static int loaded;

    @Override
    public String name() {
      return "tiles";
    }

    @Override
    public String summary() {
      return "pictures of four pixels";
    }

    @Override
    public GeneratedSource.Settings defaults() {
      return new GeneratedSource.Settings(500, 400);
    }

    @Override
    public Dataset create(GeneratedSource.Settings settings, DataContext context) {
      loaded++;
      int train = settings.samples();
      int test = settings.testSamples();
      return new Dataset(
          name(),
          RandomStreams.normal(train, 4, context.random().stream("tiles")),
          RandomStreams.normal(test, 4, context.random().stream("more")),
          Optional.of(IntStream.range(0, train).map(i -> i % 2).toArray()),
          Optional.of(IntStream.range(0, test).map(i -> i % 2).toArray()),
          Optional.of(new ImageLayout(1, 2, 2)));
    }
  }

  private static void assertRefused(Experiment experiment, Optional<TrainedModel> former) {
    Small.Stopper listener = new Small.Stopper();
    int before = Tiles.loaded;
    assertThatThrownBy(
            () -> {
              if (former.isPresent()) {
                KOOPFLOW.resume(former.get(), experiment, listener);
              } else {
                KOOPFLOW.run(experiment, listener);
              }
            })
        .isInstanceOf(SpecificationException.class)
        .hasMessageStartingWith(
            "backend 'reference' has no gradients, which training needs; train on another (known:"
                + " djl, ")
        .hasMessageEndingWith("), then sample and evaluate on this one")
        .hasMessageNotContaining("\n");
    assertThat(listener.begun()).isEmpty();
    assertThat(Tiles.loaded).isEqualTo(before);
  }

  @Test
  void trainingIsRefusedBeforeAnythingIsLoaded() {
    assertRefused(
        Small.experiment(KOOPFLOW, "backend=reference", "data.source=tiles"), Optional.empty());
  }

  @Test
  void trainingOnIsRefusedAsWell() {
    assertRefused(trained.experiment().withBackend("reference"), Optional.of(trained.model()));
  }

  /** The same model, sampled in single precision by DJL and in double precision by the other. */
  @Test
  void itSamplesWhatAnotherTrained() {
    Batch here = sample(trained.model().withBackend("reference"));
    Batch there = sample(trained.model());
    assertThat(here).isNotEqualTo(there);
    for (int i = 0; i < here.size(); i++) {
      assertThat(here.doubles()[i]).isCloseTo(there.doubles()[i], within(1e-4));
    }
  }

  private static Batch sample(TrainedModel model) {
    try (Backend backend = KOOPFLOW.openBackend(model.experiment());
        OpenModel open = KOOPFLOW.open(model, backend)) {
      assertThat(backend.name()).isEqualTo(model.experiment().backend().type());
      return open.toData(open.sampler().sample(open.noise(300, 7)));
    }
  }

  /** Even the residual, which takes a derivative: forward mode needs no gradients. */
  @Test
  void itMeasuresWhatAnotherTrained() {
    Map<String, Object> here =
        KOOPFLOW.evaluate(trained.model().withBackend("reference"), Progress.SILENT);
    double residual = (double) trained.metrics().get("relativeResidual");
    assertThat((double) here.get("relativeResidual")).isCloseTo(residual, within(1e-4 * residual));
    assertThat(here.keySet()).containsAll(Set.of("teacher", "student", "floor"));
  }

  /** Everything but a step of training. */
  @Test
  void itsSpeedIsMeasuredAsFarAsItGoes() {
    try (Backend reference = new ReferenceBackend(Precision.FLOAT32);
        Backend djl = KOOPFLOW.plugins().backend("djl", BackendContext.DEFAULT)) {
      List<String> names = workloads(reference);
      assertThat(names).hasSize(4).noneMatch(name -> name.startsWith("training"));
      assertThat(workloads(djl)).startsWith(names.toArray(String[]::new)).hasSize(5);
    }
  }

  private static List<String> workloads(Backend backend) {
    return new Workloads(KOOPFLOW.plugins(), backend)
        .all(2).stream()
            .map(
                made -> {
                  try (Workload workload = made.get()) {
                    workload.run();
                    return workload.name();
                  }
                })
            .toList();
  }

  /** Where nothing is trained by gradients, what judges the result would be. */
  @Test
  void whatCouldNotBeJudgedIsNotFittedEither() {
    List<String> overrides = new ArrayList<>(List.of(Small.overrides()));
    overrides.removeIf(override -> override.matches("(teacher|lifting)\\..*"));
    overrides.addAll(
        List.of(
            "backend=reference",
            "data.source=tiles",
            "teacher={type: analytic, rows: 10}",
            "lifting={type: polynomial, degree: 1}",
            "training.method=edmd",
            "training.edmd.points=200",
            "evaluation.samples=40",
            "evaluation.eulerSteps=[]"));
    Small.Stopper listener = new Small.Stopper();
    assertThatThrownBy(
            () ->
                KOOPFLOW.run(
                    new ExperimentReader(KOOPFLOW.plugins())
                        .preset("eight-gaussians", overrides.toArray(String[]::new)),
                    listener))
        .isInstanceOf(SpecificationException.class)
        .hasMessage(
            "metric 'frechet' trains what it measures by, and backend 'reference' has no gradients:"
                + " evaluate on another, or leave it out by evaluation.metrics.frechet=false");
    assertThat(listener.begun()).isEmpty();
    overrides.add("evaluation.metrics.frechet=false");
    assertThat(
            KOOPFLOW
                .run(
                    new ExperimentReader(KOOPFLOW.plugins())
                        .preset("eight-gaussians", overrides.toArray(String[]::new)))
                .metrics())
        .containsKeys("teacher", "student");
  }

  @Test
  void labelledPicturesAreNotMeasuredHalf() {
    RunResult tiles = KOOPFLOW.run(Small.experiment(KOOPFLOW, "data.source=tiles"));
    assertThatThrownBy(
            () -> KOOPFLOW.evaluate(tiles.model().withBackend("reference"), Progress.SILENT))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining("backend 'reference' has no gradients: evaluate on another");
  }
}
