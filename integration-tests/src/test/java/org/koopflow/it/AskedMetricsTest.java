package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.NoSettings;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;
import org.koopflow.api.metric.Measured;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricContext;
import org.koopflow.api.metric.MetricNeed;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.metric.ModelMetric;
import org.koopflow.api.metric.SampleMetric;
import org.koopflow.core.Koopflow;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.ExperimentReader;
import org.koopflow.numerics.distance.MeanSquaredError;
import org.koopflow.spectral.LieDerivative;
import org.koopflow.spectral.model.ModeOrder;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.PruningAnalysis;
import org.koopflow.spectral.model.analysis.PruningCurve;
import org.koopflow.spectral.model.analysis.StudentComparison;
import org.koopflow.spectral.model.analysis.StudentTrajectories;
import org.koopflow.spectral.model.analysis.Taught;
import org.koopflow.spectral.model.analysis.TeacherTrajectories;

/** Pruning and the comparison of two students ask the metrics of the experiment. */
class AskedMetricsTest {
  private static final Koopflow KOOPFLOW = Koopflow.create();
  private static final int COUNT = 40;
  private static final long SEED = 3;

  /** Names of metrics that were made, in turn. */
  private static final List<String> MADE = new ArrayList<>();

  private static TrainedModel plain;

  private record Theirs(
      String name,
      Figure figure,
      Set<MetricNeed> needs,
      boolean timed,
      Function<MetricContext, Metric> made)
      implements MetricProvider<NoSettings> {
    @Override
    public String summary() {
      return "for tests";
    }

    @Override
    public NoSettings defaults() {
      return new NoSettings();
    }

    @Override
    public List<Figure> figures() {
      return List.of(figure);
    }

    @Override
    public Set<MetricNeed> needs(NoSettings settings) {
      return needs;
    }

    @Override
    public Metric create(NoSettings settings, MetricContext context) {
      MADE.add(name);
      return made.apply(context);
    }
  }

  private static Figure figure(String key, Better better) {
    return Figure.of(key, "figure " + key, better).in("grains");
  }

  private static Function<MetricContext, Metric> says(String key, Object value) {
    return context -> (SampleMetric) samples -> Map.of(key, value);
  }

  private static Koopflow with(MetricProvider<?>... metrics) {
    Plugins.Builder builder = Plugins.builder().addAll(KOOPFLOW.plugins());
    for (MetricProvider<?> metric : metrics) {
      builder.add(metric);
    }
    return new Koopflow(builder.build());
  }

  @BeforeAll
  static void train() {
    plain = KOOPFLOW.run(Small.experiment(KOOPFLOW)).model();
  }

  /** The same model under an experiment that is evaluated by other metrics. */
  private static TrainedModel judgedBy(Koopflow koopflow, String... overrides) {
    return new TrainedModel(
        new ExperimentReader(koopflow.plugins())
            .preset("eight-gaussians", Small.overrides(overrides)),
        plain.transform(),
        plain.domain(),
        plain.teacher(),
        plain.student());
  }

  private static PruningCurve curve(Koopflow koopflow, TrainedModel model) {
    MADE.clear();
    try (SpectralModel spectral = SpectralModel.open(koopflow, model, ModeOrder.LEADING)) {
      return spectral.apply(new PruningAnalysis(COUNT, SEED));
    }
  }

  @Test
  void pruningIsJudgedByTheFirstMetricThatNeedsSamplesAlone() {
    PruningCurve usual = curve(KOOPFLOW, plain);
    assertThat(usual.figure().key()).isEqualTo("slicedWasserstein");
    assertThat(usual.points().get(0).toMap(usual.figure()))
        .containsEntry("slicedWasserstein", usual.points().get(0).quality());
    PruningCurve without =
        curve(KOOPFLOW, judgedBy(KOOPFLOW, "evaluation.metrics.sliced-wasserstein=false"));
    assertThat(without.figure().key()).isEqualTo("energy");
    assertThat(without.points().get(0).quality()).isNotEqualTo(usual.points().get(0).quality());

    Koopflow theirs =
        with(
            new Theirs(
                "a-needy",
                figure("needy", Better.LOWER),
                Set.of(MetricNeed.LABELS),
                false,
                says("needy", 1.0)),
            new Theirs(
                "b-model",
                figure("ofModel", Better.LOWER),
                Set.of(),
                false,
                context -> (ModelMetric) model -> Measured.of("ofModel", 1.0)),
            new Theirs(
                "c-fact", figure("fact", Better.NEITHER), Set.of(), false, says("fact", 1.0)),
            new Theirs(
                "d-text", figure("text", Better.LOWER), Set.of(), false, says("text", "low")),
            new Theirs(
                "e-share", figure("share", Better.HIGHER), Set.of(), false, says("share", 7)));
    TrainedModel model =
        judgedBy(
            theirs,
            "evaluation.metrics.sliced-wasserstein=false",
            "evaluation.metrics.energy=false",
            "evaluation.metrics.a-needy=true",
            "evaluation.metrics.b-model=true",
            "evaluation.metrics.c-fact=true",
            "evaluation.metrics.d-text=true",
            "evaluation.metrics.e-share=true");
    PruningCurve curve = curve(theirs, model);
    assertThat(MADE).containsExactly("b-model", "c-fact", "d-text", "e-share");
    assertThat(curve.figure()).isEqualTo(figure("share", Better.HIGHER));
    assertThat(curve.points()).allMatch(point -> point.quality() == 7);
    assertThat(curve.points().get(0).toMap(curve.figure())).containsEntry("share", 7.0);

    // Where the plug-ins of a run are not installed, there are those measured by default.
    assertThat(curve(KOOPFLOW, model).figure().key()).isEqualTo("slicedWasserstein");
  }

  @Test
  void studentsAreComparedByWhatMetricsSayOfModels() {
    Koopflow theirs =
        with(
            new Theirs(
                "dim",
                figure("dim", Better.NEITHER),
                Set.of(MetricNeed.VELOCITY),
                false,
                context ->
                    (ModelMetric)
                        model ->
                            Measured.of("dim", model.heldOut().starts().rows())
                                .ofTeacher("dim", -1)),
            new Theirs(
                "clock",
                figure("clock", Better.LOWER),
                Set.of(),
                true,
                context -> (ModelMetric) model -> Measured.of("clock", System.nanoTime())));
    TrainedModel model =
        judgedBy(
            theirs,
            "evaluation.metrics.dim=true",
            "evaluation.metrics.clock=true",
            "evaluation.metrics.path-mse=false");
    MADE.clear();
    try (SpectralModel first = SpectralModel.open(theirs, model, ModeOrder.LEADING);
        SpectralModel second = SpectralModel.open(theirs, model, ModeOrder.LEADING)) {
      StudentComparison comparison = StudentComparison.of(first, second, COUNT, SEED);
      assertThat(comparison.first().figures())
          .containsOnlyKeys("nfe", "endMse", "relativeResidual", "dim")
          .containsEntry("nfe", 1)
          .containsEntry("dim", COUNT);
      assertThat(MADE).containsExactly("dim", "dim");
      assertThat(comparison.second().figures()).isEqualTo(comparison.first().figures());
    }
  }

  /** Against the definitions, on all points of the trajectories. */
  @Test
  void theFiguresOfAComparisonAreThoseOfItsTrajectories() {
    try (SpectralModel first = SpectralModel.open(KOOPFLOW, plain, ModeOrder.LEADING);
        SpectralModel second = SpectralModel.open(KOOPFLOW, plain, ModeOrder.LEADING)) {
      Map<String, Object> figures =
          StudentComparison.of(first, second, COUNT, SEED).first().figures();
      Taught taught = first.apply(new TeacherTrajectories(COUNT, SEED));
      double[] times = taught.trajectory().times();
      List<Batch> learned = first.apply(new StudentTrajectories(taught.noise(), times)).states();
      MeanSquaredError error = new MeanSquaredError();
      Map<?, ?> path = (Map<?, ?>) figures.get("pathMse");
      assertThat(path).hasSize(times.length - 1);
      for (int j = 0; j < times.length; j++) {
        double expected = error.between(learned.get(j), taught.trajectory().states().get(j));
        assertThat(j == times.length - 1 ? figures.get("endMse") : path.get("" + times[j]))
            .isEqualTo(expected);
      }
      double expected = residual(first, taught);
      assertThat((double) figures.get("relativeResidual"))
          .isCloseTo(expected, within(1e-5 * expected));
    }
  }

  /**
   * Beside the metrics themselves, names stand where it is said what is measured by default, and
   * where settings stood before; what is told while a student is trained is no metric's.
   */
  @Test
  void namesOfMetricsAndFiguresStandNowhereElse() throws IOException {
    Set<String> words = new TreeSet<>();
    for (MetricProvider<?> metric : KOOPFLOW.plugins().of(MetricProvider.class).all().values()) {
      words.add(metric.name());
      for (Figure figure : metric.figures()) {
        words.add(figure.key());
        words.add(figure.label());
      }
    }
    // What is no word of its own may mean something else.
    words.removeIf(word -> word.matches("[a-z]+"));
    assertThat(words).contains("end-mse", "samplesPerSecond", "energy distance");
    List<String> found = new ArrayList<>();
    for (Path source : Reactor.sources()) {
      String text = Files.readString(source);
      words.stream()
          .filter(word -> text.contains('"' + word + '"'))
          .forEach(word -> found.add(source.getFileName() + ": " + word));
    }
    assertThat(found)
        .hasSizeGreaterThan(words.size())
        .allMatch(
            each ->
                each.matches("[A-Za-z]+Metric\\.java: .*")
                    || each.matches("(EvaluationSettings|MovedKeys)\\.java: [a-z-]+")
                    || each.matches("(ConsistencyTerm|EdmdFitting)\\.java: relativeResidual"));
  }

  private static double residual(SpectralModel model, Taught taught) {
    LieDerivative.Moving lifted = model.derivative().at(taught.times(), taught.states());
    Matrix generator = model.flow().generator();
    int n = generator.rows();
    int m = model.flow().layout().observables();
    double[] value = lifted.value().doubles();
    double[] lie = lifted.tangent().doubles();
    double gap = 0;
    double size = 0;
    for (int i = 0; i < lifted.value().rows(); i++) {
      for (int j = n - m; j < n; j++) {
        double linear = 0;
        for (int k = 0; k < n; k++) {
          linear += generator.get(j, k) * value[i * n + k];
        }
        gap += Math.pow(lie[i * n + j] - linear, 2);
        size += Math.pow(lie[i * n + j], 2);
      }
    }
    return gap / size;
  }
}
