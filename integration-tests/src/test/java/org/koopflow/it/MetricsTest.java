package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Progress;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;
import org.koopflow.api.metric.JudgedModel;
import org.koopflow.api.metric.Measured;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricContext;
import org.koopflow.api.metric.MetricNeed;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.metric.ModelMetric;
import org.koopflow.api.metric.SampleMetric;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.api.metric.Trajectories;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.testkit.Failures;

/** What a metric of somebody else's is asked, given and refused. */
class MetricsTest {
  private static final Koopflow KOOPFLOW = Koopflow.create();

  /** A metric of one figure. */
  private record Theirs(
      String name, String key, Set<MetricNeed> needs, Function<MetricContext, Metric> made)
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
      return List.of(Figure.of(key, "a figure", Better.LOWER));
    }

    @Override
    public Set<MetricNeed> needs(NoSettings settings) {
      return needs;
    }

    @Override
    public Metric create(NoSettings settings, MetricContext context) {
      return made.apply(context);
    }
  }

  private static Koopflow with(MetricProvider<?>... metrics) {
    Plugins.Builder builder = Plugins.builder().addAll(KOOPFLOW.plugins());
    for (MetricProvider<?> metric : metrics) {
      builder.add(metric);
    }
    return new Koopflow(builder.build());
  }

  private static RunResult run(MetricProvider<?> metric, String... overrides) {
    Koopflow koopflow = with(metric);
    List<String> all = new ArrayList<>(List.of("evaluation.metrics." + metric.name() + "=true"));
    all.addAll(List.of(overrides));
    return koopflow.run(Small.experiment(koopflow, all.toArray(String[]::new)));
  }

  private static Map<?, ?> side(RunResult result, String who) {
    return (Map<?, ?>) result.metrics().get(who);
  }

  private record PerClass(MetricContext context, List<String> log) implements SampleMetric {
    @Override
    public Map<String, Object> of(SampleSet samples) {
      Map<String, Object> rows = new LinkedHashMap<>();
      samples.labels().ifPresent(all -> rows.put("first", all[0]));
      rows.put("rows", samples.rows().rows());
      log.add("asked");
      return Map.of("perClass", rows);
    }

    @Override
    public void close() {
      log.add("closed");
    }
  }

  /** Samples are the teacher's, the student's, real ones with classes, and of few steps. */
  @Test
  void everySetOfSamplesIsShownToAMetric() {
    List<String> log = new ArrayList<>();
    RunResult result =
        run(
            new Theirs(
                "per-class",
                "perClass",
                Set.of(MetricNeed.LABELS),
                context -> {
                  assertThat(context.real().rows()).isEqualTo(context.data().test().rows(0, 500));
                  assertThat(context.real().labels().orElseThrow()).hasSize(500);
                  assertThat(context.data().test().rows()).isEqualTo(600);
                  return new PerClass(context, log);
                }));
    assertThat(side(result, "teacher").get("perClass")).isEqualTo(Map.of("rows", 500));
    assertThat(side(result, "student").get("perClass")).isEqualTo(Map.of("rows", 500));
    assertThat((Map<?, ?>) side(result, "floor").get("perClass")).hasSize(2);
    assertThat(side(result, "euler").keySet()).hasToString("[1, 2]");
    assertThat(side(result, "euler").get("2")).asString().contains("perClass", "slicedW", "energy");
    assertThat(log).containsExactly("asked", "asked", "asked", "asked", "asked", "closed");
  }

  /** All a metric may see of a solved model fits together. */
  @Test
  void aModelIsShownToAMetric() {
    RunResult result =
        run(
            new Theirs(
                "look",
                "look",
                Set.of(MetricNeed.VELOCITY, MetricNeed.PATH_VELOCITIES),
                context ->
                    (ModelMetric)
                        model -> {
                          assertSolved(model);
                          return Measured.of("look", "fine").ofTeacher("look", 1);
                        }));
    assertThat(result.metrics()).containsEntry("look", "fine").doesNotContainKey("notMeasured");
    assertThat(side(result, "teacher").get("look")).isEqualTo(1);
  }

  private static void assertSolved(JudgedModel model) {
    Trajectories fresh = model.heldOut();
    assertThat(model.heldOut()).isSameAs(fresh);
    assertThat(model.times()).containsExactly(0.25, 0.5, 0.75);
    assertThat(fresh.taught().times()).containsExactly(0.25, 0.5, 0.75, 1);
    assertThat(fresh.learned().times()).containsExactly(0.25, 0.5, 0.75, 1);
    assertThat(fresh.oneStep().last()).isEqualTo(model.student().sample(fresh.starts()));
    assertThat(fresh.taught().last())
        .isEqualTo(model.teacher().orElseThrow().sample(fresh.starts(), 0.25, 0.5, 0.75, 1).last());
    assertThat(model.points(7)).isEqualTo(model.points(7));
    assertThat(model.linearity(model.points(7)).lie().columns())
        .isEqualTo(model.flow().layout().observables());
    assertThat(model.training()).isEmpty();
    assertThat(model.velocity()).isPresent();
    assertThat(model.toFlow(model.toData(fresh.starts()))).isEqualTo(fresh.starts());
  }

  @Test
  void whatAMetricLacksIsTold() {
    MetricProvider<?> labels =
        new Theirs(
            "per-class",
            "perClass",
            Set.of(MetricNeed.LABELS),
            context -> new PerClass(context, new ArrayList<>()));
    RunResult result = run(labels, "data.source=gaussian");
    assertThat(result.metrics()).containsEntry("notMeasured", "perClass: the data have no labels");
    assertThat(side(result, "student").keySet()).hasToString("[slicedWasserstein, energy, nfe]");
  }

  @Test
  void twoMetricsOfOneFigureAreRefusedBeforeAnythingBegins() {
    MetricProvider<?> another =
        new Theirs("another", "energy", Set.of(), context -> (SampleMetric) samples -> Map.of());
    Koopflow koopflow = with(another);
    Small.Stopper listener = new Small.Stopper();
    assertThatThrownBy(
            () ->
                koopflow.run(
                    Small.experiment(koopflow, "evaluation.metrics.another=true"), listener))
        .isInstanceOf(SpecificationException.class)
        .hasMessage(
            "metrics 'energy' and 'another' both write the figure 'energy': leave one of them out"
                + " by evaluation.metrics.another=false");
    assertThat(listener.begun()).isEmpty();
    assertThat(
            koopflow
                .run(
                    Small.experiment(
                        koopflow,
                        "evaluation.metrics.another=true",
                        "evaluation.metrics.energy=false"))
                .completed())
        .isTrue();
  }

  /** One that is built on another: the same figure over two halves of the samples. */
  @Test
  void aMetricMayBeBuiltOnAnother() {
    Function<String, Function<MetricContext, Metric>> halves =
        name ->
            context -> {
              Selection<MetricProvider<?>> other = Selection.of(name);
              Metric whole = context.tools().metrics().create(other, context);
              return (SampleMetric)
                  samples -> {
                    int half = samples.rows().rows() / 2;
                    SampleMetric measure = (SampleMetric) whole;
                    Map<String, Object> both = new LinkedHashMap<>();
                    both.put("first", measure.of(SampleSet.of(samples.rows().rows(0, half))));
                    both.put(
                        "second", measure.of(SampleSet.of(samples.rows().rows(half, 2 * half))));
                    return Map.of("halves", both);
                  };
            };
    RunResult result =
        run(new Theirs("halves", "halves", Set.of(), halves.apply("sliced-wasserstein")));
    assertThat(side(result, "student").get("halves"))
        .asString()
        .matches("\\{first=\\{slicedWasserstein=[\\d.]+}, second=\\{slicedWasserstein=[\\d.]+}}");
    RunResult without = run(new Theirs("halves", "halves", Set.of(), halves.apply("frechet")));
    assertThat(without.metrics().get("notMeasured"))
        .asString()
        .contains("halves: ", "metric 'frechet' needs pictures (the data are no pictures)");
  }

  private static final class Heard implements Progress {
    private final List<String> warnings = new ArrayList<>();

    @Override
    public void warn(String warning) {
      warnings.add(warning);
    }
  }

  /** What was trained is not lost for a figure, and what was made is freed. */
  @Test
  void aMetricThatFailsIsToldAndLeftOut() {
    List<String> log = new ArrayList<>();
    MetricProvider<?> sound =
        new Theirs("sound", "perClass", Set.of(), context -> new PerClass(context, log));
    MetricProvider<?> failing =
        new Theirs(
            "z-failing",
            "failing",
            Set.of(),
            context -> {
              throw new IllegalStateException("a mistake");
            });
    MetricProvider<?> talking =
        new Theirs(
            "talking",
            "described",
            Set.of(),
            context -> (SampleMetric) samples -> Map.of("other", 1.0));
    Koopflow koopflow = with(sound, failing, talking);
    Heard heard = new Heard();
    RunResult result =
        koopflow.run(
            Small.experiment(
                koopflow,
                "training.steps=3",
                "evaluation.metrics.sound=true",
                "evaluation.metrics.talking=true",
                "evaluation.metrics.z-failing=true"),
            heard);
    assertThat(result.completed()).isTrue();
    assertThat(result.metrics().get("notMeasured").toString())
        .contains("z-failing: metric 'z-failing' failed, by a fault of the plug-in")
        .contains("a mistake")
        .contains("talking: metric 'talking' wrote the figure 'other', which it does not describe");
    assertThat(((Map<?, ?>) result.metrics().get("student")).keySet().stream().map(String::valueOf))
        .contains("perClass")
        .doesNotContain("failing", "described", "other");
    assertThat(heard.warnings).hasSize(2);
    assertThat(log).containsOnlyOnce("closed").last().isEqualTo("closed");
  }

  @Test
  void aFigureOfATakenNameIsRefusedBeforeAnythingIsTrained() {
    Koopflow koopflow =
        with(
            new Theirs("bold", "student", Set.of(), context -> (SampleMetric) samples -> Map.of()));
    Failures.assertRefuses(
        () -> koopflow.run(Small.experiment(koopflow, "evaluation.metrics.bold=true")),
        "metric 'bold' writes a figure 'student'",
        "evaluation.metrics.bold=false");
  }
}
