package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.run.RunFolder;
import org.koopflow.core.spec.ExperimentReader;

/** Everything swaps: every pair of parts works together, or is refused before training. */
class CombinationsTest {
  private static final Koopflow KOOPFLOW = Koopflow.create();

  private static final List<String> TEACHERS =
      List.of(
          "teacher={type: cfm, coupling: independent, path: linear, training: T, network: N}",
          "teacher={type: cfm, coupling: ot, path: linear, training: T, network: N}",
          "teacher={type: cfm, coupling: ot, path: variance-preserving, training: T, network: N}",
          "teacher={type: cfm, path: target, sigma: 0.05, training: T, network: N}",
          "teacher={type: cfm, coupling: sinkhorn, path: bridge, sigma: 0.5, training: T, network: N}",
          "teacher={type: rectified, training: T, network: N}",
          "teacher={type: analytic, rows: 30}");
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
  private static final List<String> BACKENDS = List.of("djl", "nd4j");

  static List<List<String>> combinations() {
    return new PairwiseCover(
            List.of(
                TEACHERS, LIFTINGS, OPERATORS, TRAINED_THROUGH, EXPONENTIALS, SAMPLERS, BACKENDS),
            row ->
                row.get(2).equals("block")
                    || !row.get(3).equals("block") && !row.get(4).equals("block"))
        .rows();
  }

  private static String[] overrides(List<String> row) {
    List<String> changes =
        new ArrayList<>(
            List.of(
                row.get(0)
                    .replace("training: T", "training: {steps: 6, batchSize: 32, warmup: 2}")
                    .replace("network: N", "network: {type: mlp, width: 8, depth: 1}"),
                row.get(1),
                "operator.type=" + row.get(2),
                "exponential.type=" + row.get(3),
                "sampler.type=" + row.get(5),
                "backend=" + row.get(6)));
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
            "evaluation.speedBatch=0"));
    return changes.toArray(String[]::new);
  }

  private static RunResult run(List<String> row) {
    return KOOPFLOW.run(
        new ExperimentReader(KOOPFLOW.plugins()).preset("eight-gaussians", overrides(row)));
  }

  /** End to end in a few steps: trained, judged, written, read and sampled. */
  @ParameterizedTest
  @MethodSource("combinations")
  void everyPairWorksTogether(List<String> row, @TempDir Path folder) {
    RunResult result = run(row);
    assertThat(result.completed()).isTrue();
    assertFinite(result.metrics());
    RunFolder folders = new RunFolder(KOOPFLOW.plugins());
    folders.write(folder.resolve("run"), result, Map.of());
    TrainedModel read =
        folders.read(folder.resolve("run")).withExponential(Selection.of(row.get(4)));
    try (Backend backend = KOOPFLOW.openBackend(read.experiment());
        OpenModel open = KOOPFLOW.open(read, backend)) {
      Batch samples = open.toData(open.sampler().sample(open.noise(20, 3)));
      assertThat(samples.isFinite()).isTrue();
      assertThat(samples.rows()).isEqualTo(20);
    }
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
    Set<String> liftings = new TreeSet<>();
    LIFTINGS.forEach(each -> liftings.add(each.replaceAll("lifting=\\{type: ([\\w-]+),.*", "$1")));
    LIFTINGS.forEach(each -> assertThat(each).startsWith("lifting={type: "));
    assertThat(names(LiftingProvider.class)).containsAll(liftings).hasSameSizeAs(liftings);
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
        "training.pool.solver.type=koopman | koopman",
        "data.source=gaussian;lifting={type: polynomial, degree: 300} | 2000"
      })
  void whatMakesNoSenseIsRefused(String text) {
    String[] parts = text.split(" \\| ");
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
