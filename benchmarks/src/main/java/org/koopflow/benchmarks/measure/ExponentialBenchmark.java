package org.koopflow.benchmarks.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Matrix;
import org.koopflow.api.Selection;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.koopman.Structure;
import org.koopflow.core.plugin.Plugins;

/**
 * Time and accuracy of every exponential there is, each on generators that it takes and whose
 * exponential is known.
 */
final class ExponentialBenchmark {
  private static final String HOST = "host";

  private final List<Integer> sizes;
  private final Stopwatch stopwatch;
  private final Map<String, Strategy> strategies = new LinkedHashMap<>();
  private final Map<Kind, KnownExponential> cases = new LinkedHashMap<>();

  /** A strategy and the generators it takes. */
  private record Strategy(Exponential exponential, Set<Structure> structures) {}

  private record Kind(int n, Set<Structure> structures) {}

  ExponentialBenchmark(Plugins plugins, List<Integer> sizes, Stopwatch stopwatch) {
    this.sizes = sizes;
    this.stopwatch = stopwatch;
    for (ExponentialProvider<?> provider : plugins.of(ExponentialProvider.class).all().values()) {
      if (provider.unavailable().isEmpty()) {
        strategies.put(
            provider.name(),
            new Strategy(
                plugins.create(
                    ExponentialProvider.class,
                    Selection.of(provider.name()),
                    ExponentialContext.DENSE),
                provider.structures()));
      }
    }
  }

  /** One piece of work: a strategy at a size. */
  interface Case {
    /** Runs it, given operations a second of a matrix product. */
    BenchmarkFigure measure(double gemmRate);

    /** Size of the matrix. */
    int n();
  }

  private record HostCase(ExponentialBenchmark owner, String name, int n) implements Case {
    @Override
    public BenchmarkFigure measure(double gemmRate) {
      return owner.figure(
          HOST, name, n, known -> owner.timed(HOST, name, n, gemmRate, known, exponential()::exp));
    }

    private Exponential exponential() {
      return owner.strategies.get(name).exponential();
    }
  }

  private record TensorCase(ExponentialBenchmark owner, Backend backend, String name, int n)
      implements Case {
    @Override
    public BenchmarkFigure measure(double gemmRate) {
      return owner.figure(backend.name(), name, n, known -> measure(known, gemmRate));
    }

    private BenchmarkFigure measure(KnownExponential known, double gemmRate) {
      Exponential.OnTensors strategy =
          owner.strategies.get(name).exponential().onTensors().orElseThrow();
      Matrix generator = known.generator();
      int effort = strategy.effort(generator.norm1());
      Batch input = generator.toBatch().to(backend.precision());
      try (Evaluator evaluator =
          backend.evaluator(
              (scope, in) -> Map.of("e", strategy.exp(scope, in.get("a"), effort)),
              Weights.EMPTY)) {
        return owner.timed(
            backend.name(),
            name,
            n,
            gemmRate,
            known,
            a -> Matrix.of(evaluator.apply(Map.of("a", input)).get("e")));
      }
    }
  }

  /** All strategies in double precision. */
  List<Case> onHost() {
    List<Case> all = new ArrayList<>();
    for (int n : sizes) {
      strategies.keySet().forEach(name -> all.add(new HostCase(this, name, n)));
    }
    return all;
  }

  /** All strategies that have a form on tensors, in a backend. */
  List<Case> on(Backend backend) {
    List<Case> all = new ArrayList<>();
    for (int n : sizes) {
      strategies.forEach(
          (name, strategy) -> {
            if (strategy.exponential().onTensors().isPresent()) {
              all.add(new TensorCase(this, backend, name, n));
            }
          });
    }
    return all;
  }

  /** Takes the exponential of a matrix, in whatever form. */
  private interface Form {
    Matrix exp(Matrix a);
  }

  /** What there is to measure on a generator. */
  private interface Measurement {
    BenchmarkFigure on(KnownExponential known);
  }

  private BenchmarkFigure figure(String backend, String name, int n, Measurement measurement) {
    try {
      return measurement.on(
          cases.computeIfAbsent(
              new Kind(n, strategies.get(name).structures()),
              kind -> KnownExponential.of(kind.n(), kind.structures())));
    } catch (KoopflowException | IllegalArgumentException | UnsupportedOperationException refused) {
      // A stranger's strategy may take matrices of another structure alone.
      return BenchmarkFigure.failed(backend, title(name, n), refused.getMessage());
    }
  }

  private BenchmarkFigure timed(
      String backend, String name, int n, double gemmRate, KnownExponential known, Form form) {
    double error = known.relativeError(form.exp(known.generator()));
    double seconds = stopwatch.seconds(() -> form.exp(known.generator()));
    return BenchmarkFigure.exponential(backend, title(name, n), n, seconds, gemmRate, error);
  }

  private static String title(String name, int n) {
    return "exponential " + name + ", n = " + n;
  }
}
