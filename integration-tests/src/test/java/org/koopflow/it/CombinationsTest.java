package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Batch;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.run.RunFolder;
import org.koopflow.core.spec.ExperimentReader;

/** Everything swaps: every pair of parts works together, or is refused before training. */
class CombinationsTest {
  private static final Koopflow KOOPFLOW = Koopflow.create();

  /** Where a path is the teacher's own affair. */
  private static final String OWN = "own";

  /** Each with the paths it goes along. */
  private static final Map<String, List<String>> PATHS_OF =
      new TreeMap<>(
          Map.of(
              "teacher={type: cfm, coupling: independent, PATH, TRAINING}",
              List.of("linear", "target", "bridge", "variance-preserving"),
              "teacher={type: cfm, coupling: ot, PATH, TRAINING}",
              List.of("linear", "bridge", "variance-preserving"),
              "teacher={type: cfm, coupling: sinkhorn, regularization: 0.5, PATH, TRAINING}",
              List.of("linear", "bridge", "variance-preserving"),
              "teacher={type: rectified, TRAINING}",
              List.of(OWN),
              "teacher={type: analytic, rows: 30}",
              List.of(OWN),
              "teacher={type: recorded, file: FOLDER/trajectories.npy}",
              List.of(OWN),
              "teacher={type: torchscript, file: FOLDER/field.pt, PATH}",
              List.of("linear", "trajectories")));

  private static final List<String> TEACHERS = List.copyOf(PATHS_OF.keySet());
  private static final List<String> PATHS =
      PATHS_OF.values().stream().flatMap(List::stream).distinct().sorted().toList();
  private static final List<String> LIFTINGS =
      List.of(
          "lifting={type: mlp, dimension: 6, network: {type: residual, width: 12, blocks: 1}}",
          "lifting={type: decoder-free, dimension: 6, network: {type: mlp, width: 12, depth: 1}}",
          "lifting={type: polynomial, degree: 4}",
          "lifting={type: projected, dimension: 6, terms: 3, base: {type: polynomial, degree: 4}}",
          "lifting={type: radial-basis, dimension: 8}",
          "lifting={type: random-fourier, dimension: 8}");
  private static final List<String> OPERATORS =
      List.of("block", "dense", "dissipative", "low-rank");
  private static final List<String> TRAINED_THROUGH = List.of("auto", "block", "euler-k", "taylor");
  private static final List<String> EXPONENTIALS =
      List.of("auto", "block", "eigen", "euler-k", "krylov", "pade", "taylor");
  private static final List<String> SAMPLERS =
      List.of("dopri5", "euler", "heun", "koopman", "midpoint", "rk4", "tsit5");
  private static final String LABELS = "labels";
  private static final List<String> CONDITIONS = List.of("none", LABELS);

  /** Teachers whose rows have a condition. */
  private static final List<String> CONDITIONED = List.of("type: cfm", "type: rectified");

  private static final List<String> BACKENDS = List.of("djl", "nd4j");

  private static final List<List<String>> AXES =
      List.of(
          TEACHERS,
          PATHS,
          LIFTINGS,
          OPERATORS,
          TRAINED_THROUGH,
          EXPONENTIALS,
          SAMPLERS,
          BACKENDS,
          CONDITIONS);

  /** What makes up the linear flow, each pair of it with a condition and without. */
  private static final List<List<Integer>> UNDER_CONDITIONS =
      Stream.of(
              List.of(LIFTINGS, OPERATORS, CONDITIONS),
              List.of(LIFTINGS, BACKENDS, CONDITIONS),
              List.of(OPERATORS, EXPONENTIALS, CONDITIONS),
              List.of(OPERATORS, BACKENDS, CONDITIONS),
              List.of(EXPONENTIALS, BACKENDS, CONDITIONS))
          .map(axes -> axes.stream().map(AXES::indexOf).toList())
          .toList();

  static List<Row> combinations() {
    return new PairwiseCover(AXES, UNDER_CONDITIONS, values -> Row.of(values).makesSense())
        .rows().stream().map(Row::of).toList();
  }

  /** One value of each axis. */
  private record Row(
      String teacher,
      String path,
      String lifting,
      String operator,
      String trainedThrough,
      String exponential,
      String sampler,
      String backend,
      String condition) {
    static Row of(List<String> values) {
      return new Row(
          values.get(0),
          values.get(1),
          values.get(2),
          values.get(3),
          values.get(4),
          values.get(5),
          values.get(6),
          values.get(7),
          values.get(8));
    }

    boolean makesSense() {
      boolean blocks =
          operator.equals("block")
              || !trainedThrough.equals("block") && !exponential.equals("block");
      boolean solves = !teacher.contains("recorded") || sampler.equals("koopman");
      boolean knows = !condition.equals(LABELS) || CONDITIONED.stream().anyMatch(teacher::contains);
      return blocks && solves && knows && PATHS_OF.get(teacher).contains(path);
    }

    String teacher(Path folder) {
      String sigma =
          switch (path) {
            case "target" -> ", sigma: 0.05";
            case "bridge" -> ", sigma: 0.5";
            default -> "";
          };
      return teacher
          .replace("PATH", "path: " + path + sigma)
          .replace(
              "TRAINING",
              "training: {steps: 6, batchSize: 32, warmup: 2},"
                  + " network: {type: mlp, width: 8, depth: 1}")
          .replace("FOLDER", folder.toString());
    }
  }

  private static String[] overrides(Row row, Path folder) {
    List<String> changes =
        new ArrayList<>(
            List.of(
                row.teacher(folder),
                row.lifting,
                "operator.type=" + row.operator,
                "exponential.type=" + row.trainedThrough,
                "sampler.type=" + row.sampler,
                "backend=" + row.backend,
                "condition=" + row.condition));
    changes.addAll(
        List.of(
            "data.samples=600",
            "data.testSamples=300",
            "training.steps=6",
            "training.batchSize=32",
            "training.warmup=2",
            "training.pool.size=64",
            "training.pool.blockSize=64",
            "training.pool.times=3",
            "evaluation.samples=100",
            "evaluation.energySamples=50",
            "evaluation.directions=10",
            "evaluation.eulerSteps=[1]",
            // It trains a classifier, for longer than all else takes.
            "evaluation.metrics.class-accuracy=false",
            "evaluation.speedBatch=0"));
    return changes.toArray(String[]::new);
  }

  private static RunResult run(Row row, Path folder) throws IOException {
    OutsideTeachers.record(folder.resolve("trajectories.npy"), 5, 1000);
    OutsideTeachers.script(folder.resolve("field.pt"));
    return KOOPFLOW.run(
        new ExperimentReader(KOOPFLOW.plugins()).preset("eight-gaussians", overrides(row, folder)));
  }

  /** End to end in a few steps: trained, judged, written, read and sampled. */
  @ParameterizedTest
  @MethodSource("combinations")
  void everyPairWorksTogether(Row row, @TempDir Path folder) throws IOException {
    RunResult result = run(row, folder);
    assertThat(result.completed()).isTrue();
    assertFinite(result.metrics());
    RunFolder folders = new RunFolder(KOOPFLOW.plugins());
    folders.write(folder.resolve("run"), result, Map.of());
    TrainedModel trained = folders.read(folder.resolve("run"));
    TrainedModel read = trained.withExponential(Selection.of(row.exponential));
    try (Backend backend = KOOPFLOW.openBackend(read.experiment());
        OpenModel open = KOOPFLOW.open(read, backend);
        OpenModel evaluated = KOOPFLOW.open(trained, backend)) {
      Batch noise = open.noise(20, 3);
      Batch samples = open.toData(open.sampler().sample(noise));
      assertThat(samples.isFinite()).isTrue();
      assertThat(samples.rows()).isEqualTo(20);
      // Whatever the sampler, the exponential chosen afterwards must carry the linear flow too.
      Sampler linear = open.sampler(Selection.of("koopman"));
      Batch carried = linear.sample(noise);
      Batch expected = evaluated.sampler(Selection.of("koopman")).sample(noise);
      boolean exact = !(row.trainedThrough + row.exponential).contains("euler-k");
      assertThat(difference(carried, expected)).isLessThan(exact ? 2e-4 : 0.5);
      // Few rows are moved by the action of an exponential, where it has one.
      assertThat(difference(linear.sample(noise.rows(0, 2)), carried.rows(0, 2))).isLessThan(2e-4);
    }
  }

  /** Largest deviation of any number, beside the largest of the numbers. */
  private static double difference(Batch one, Batch other) {
    double most = 0;
    double size = 0;
    for (int i = 0; i < other.size(); i++) {
      most = Math.max(most, Math.abs(one.doubles()[i] - other.doubles()[i]));
      size = Math.max(size, Math.abs(other.doubles()[i]));
    }
    return most / size;
  }

  @SuppressWarnings("unchecked")
  private static void assertFinite(Map<String, Object> figures) {
    assertThat(figures).isNotEmpty();
    figures.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
            assertFinite((Map<String, Object>) inner);
          } else if (value instanceof Double number) {
            assertThat(number).as(name).isFinite();
          }
        });
  }

  /** A part that is added must be combined too. */
  @Test
  void everyPartIsAmongThem() {
    assertThat(OPERATORS).hasSameElementsAs(names(OperatorProvider.class));
    assertThat(EXPONENTIALS).hasSameElementsAs(names(ExponentialProvider.class));
    assertThat(SAMPLERS).hasSameElementsAs(names(SamplerProvider.class));
    assertThat(BACKENDS).hasSameElementsAs(names(BackendProvider.class));
    assertThat(types("lifting", LIFTINGS)).isEqualTo(names(LiftingProvider.class));
    assertThat(types("teacher", TEACHERS)).isEqualTo(names(TeacherProvider.class));
  }

  private static Set<String> types(String section, List<String> selections) {
    Set<String> types = new TreeSet<>();
    for (String each : selections) {
      assertThat(each).startsWith(section + "={type: ");
      types.add(each.replaceAll(section + "=\\{type: ([\\w-]+),.*", "$1"));
    }
    return types;
  }

  private static <P extends org.koopflow.api.Plugin<?>> Set<String> names(Class<P> kind) {
    return KOOPFLOW.plugins().of(kind).names();
  }

  /** What makes no sense together is refused with a reason, before any stage begins. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "exponential.type=block | exponential 'block'",
        "exponential.type=pade | exponential 'pade'",
        "exponential.type=eigen | exponential 'eigen'",
        "exponential.type=krylov | exponential 'krylov'",
        "operator.type=block;lifting.dimension=7 | even",
        "teacher={type: cfm, path: target, sigma: 0.05, coupling: ot} | target",
        "teacher={type: cfm, path: bridge} | sigma",
        "lifting.type=mlp;training.method=edmd | trained",
        "lifting={type: projected, base: {type: polynomial}};training.method=edmd | trained",
        "lifting={type: projected, dimension: 99, base: {type: polynomial}} | at most the 20",
        "lifting={type: polynomial};operator.type=block;training.method=edmd | operator",
        "lifting={type: radial-basis};operator.type=dense;training.method=edmd;exponential.type=block"
            + " | exponential 'block'",
        "training.pool.solver.type=koopman | koopman",
        "teacher={type: recorded, file: FILE};sampler.type=heun | sampler 'heun'",
        "teacher={type: recorded, file: FILE};sampler.type=dopri5 | sampler 'dopri5'",
        "data.source=gaussian;lifting={type: polynomial, degree: 300} | 2000"
      })
  void whatMakesNoSenseIsRefused(String text, @TempDir Path folder) {
    Path file = OutsideTeachers.record(folder.resolve("trajectories.npy"), 5, 400);
    String[] parts = text.replace("FILE", file.toString()).split(" \\| ");
    List<String> changes = new ArrayList<>(Arrays.asList(Small.overrides()));
    changes.removeIf(each -> each.startsWith("teacher.") || each.startsWith("lifting."));
    changes.addAll(List.of(parts[0].split(";")));
    Small.Stopper listener = new Small.Stopper();
    assertThatThrownBy(
            () ->
                KOOPFLOW.run(
                    new ExperimentReader(KOOPFLOW.plugins())
                        .preset("eight-gaussians", changes.toArray(String[]::new)),
                    listener))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining(parts[1])
        .satisfies(refusal -> assertThat(refusal.getMessage().lines()).hasSize(1));
    assertThat(listener.begun()).isEmpty();
  }
}
