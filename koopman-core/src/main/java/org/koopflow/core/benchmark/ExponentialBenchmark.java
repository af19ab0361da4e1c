package org.koopflow.core.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Matrix;
import org.koopflow.api.Selection;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.core.plugin.Plugins;

/** Time and accuracy of every exponential there is, on generators whose exponential is known. */
final class ExponentialBenchmark {
  private static final String HOST = "host";

  private final List<Integer> sizes;
  private final Stopwatch stopwatch;
  private final Map<String, Exponential> strategies = new LinkedHashMap<>();
  private final Map<Integer, KnownExponential> cases = new LinkedHashMap<>();

  ExponentialBenchmark(Plugins plugins, List<Integer> sizes, Stopwatch stopwatch) {
    this.sizes = sizes;
    this.stopwatch = stopwatch;
    for (ExponentialProvider<?> provider : plugins.of(ExponentialProvider.class).all().values()) {
      if (provider.unavailable().isEmpty()) {
        strategies.put(provider.name(), plugins.exponential(Selection.of(provider.name())));
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
      Exponential strategy = owner.strategies.get(name);
      return owner.figure(HOST, name, n, gemmRate, strategy::exp);
    }
  }

  private record TensorCase(ExponentialBenchmark owner, Backend backend, String name, int n)
      implements Case {
    @Override
    public BenchmarkFigure measure(double gemmRate) {
      Exponential.OnTensors strategy = owner.strategies.get(name).onTensors().orElseThrow();
      Matrix generator = owner.known(n).generator();
      int effort = strategy.effort(generator.norm1());
      Batch input = generator.toBatch().to(backend.precision());
      try (Evaluator evaluator =
          backend.evaluator(
              (scope, in) -> Map.of("e", strategy.exp(scope, in.get("a"), effort)),
              Weights.EMPTY)) {
        return owner.figure(
            backend.name(),
            name,
            n,
            gemmRate,
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
            if (strategy.onTensors().isPresent()) {
              all.add(new TensorCase(this, backend, name, n));
            }
          });
    }
    return all;
  }

  private KnownExponential known(int n) {
    return cases.computeIfAbsent(n, KnownExponential::of);
  }

  private interface Form {
    Matrix exp(Matrix a);
  }

  private BenchmarkFigure figure(
      String backend, String name, int n, double gemmRate, Form strategy) {
    String title = "exponential " + name + ", n = " + n;
    KnownExponential known = known(n);
    try {
      double error = known.relativeError(strategy.exp(known.generator()));
      double seconds = stopwatch.seconds(() -> strategy.exp(known.generator()));
      return BenchmarkFigure.exponential(backend, title, n, seconds, gemmRate, error);
    } catch (KoopflowException | IllegalArgumentException | UnsupportedOperationException refused) {
      // Some strategies take matrices of one structure alone.
      return BenchmarkFigure.failed(backend, title, refused.getMessage());
    }
  }
}
