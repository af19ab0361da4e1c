package org.koopflow.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.koopflow.api.Plugin;
import org.koopflow.api.Precision;
import org.koopflow.api.Progress;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.core.plugin.Plugins;

/**
 * Measures backends by themselves, in this JVM: warm-up, then medians, each figure in turn with the
 * matrix product it is compared with. On a machine that does other work too, shares mean something
 * and rates little.
 */
public final class Benchmark {
  /** Size of the square matrices whose product is the reference, as is usual. */
  public static final int GEMM = 1024;

  private final Plugins plugins;
  private final BenchmarkSettings settings;
  private final Progress progress;
  private final List<BenchmarkFigure> figures = new ArrayList<>();
  private final ExponentialBenchmark exponentials;
  private double firstRate;

  /**
   * Creates a benchmark.
   *
   * @param plugins where backends and exponentials come from
   * @param settings what to measure
   * @param progress hears of it and may stop it
   */
  public Benchmark(Plugins plugins, BenchmarkSettings settings, Progress progress) {
    this.plugins = plugins;
    this.settings = settings;
    this.progress = progress;
    this.exponentials =
        new ExponentialBenchmark(plugins, settings.sizes(), settings.exponentialStopwatch());
  }

  /**
   * Measures.
   *
   * @return figures by backend, in the order measured
   * @throws CancellationException if the progress asked to stop
   * @throws org.koopflow.api.KoopflowException if a backend that was named cannot be used, or there
   *     is none at all
   */
  public List<BenchmarkFigure> run() {
    List<String> names = backends();
    for (String name : names) {
      try (Backend backend =
          plugins.backend(name, new BackendContext(settings.threads(), "cpu", Precision.FLOAT32))) {
        measure(backend);
      }
    }
    exponentials("host", exponentials.onHost(), firstRate);
    return List.copyOf(figures);
  }

  private List<String> backends() {
    var registry = plugins.of(BackendProvider.class);
    settings.backends().forEach(registry::get);
    if (!settings.backends().isEmpty()) {
      return settings.backends();
    }
    List<String> usable = new ArrayList<>();
    for (String name : registry.names()) {
      Plugin<?> provider = registry.describe(name);
      provider
          .unavailable()
          .ifPresentOrElse(
              why -> figures.add(BenchmarkFigure.failed(name, "not available", why)),
              () -> usable.add(name));
    }
    if (usable.isEmpty()) {
      throw new org.koopflow.api.KoopflowException(
          "no backend can be used here: " + String.join(", ", registry.names()));
    }
    return usable;
  }

  private void measure(Backend backend) {
    Workloads workloads = new Workloads(plugins, backend);
    List<Supplier<Workload>> all = workloads.all(settings.rows());
    Stopwatch stopwatch = settings.stopwatch();
    progress.begin(backend.name(), all.size() + 1);
    double rate;
    try (Workload reference = workloads.kernels().gemm(GEMM, GEMM)) {
      Timing alone = stopwatch.measure(reference, reference);
      BenchmarkFigure gemm =
          BenchmarkFigure.of(backend.name(), reference, new Timing(alone.seconds(), 1, 1));
      figures.add(gemm);
      rate = gemm.speed().gflops() * 1e9;
      for (int k = 0; k < all.size(); k++) {
        progress.update(k + 1, Map.of());
        checkCancelled();
        try (Workload workload = all.get(k).get()) {
          figures.add(
              BenchmarkFigure.of(backend.name(), workload, stopwatch.measure(workload, reference)));
        }
      }
      progress.update(all.size() + 1, Map.of());
    }
    if (!workloads.trains()) {
      figures.add(
          BenchmarkFigure.failed(backend.name(), "training step", "this backend has no gradients"));
    }
    progress.end();
    if (firstRate == 0) {
      firstRate = rate;
    }
    exponentials(backend.name(), exponentials.on(backend), rate);
  }

  private void exponentials(String where, List<ExponentialBenchmark.Case> cases, double gemmRate) {
    // Work grows with the cube of the size; a small case still takes its budget.
    long total = cases.stream().mapToLong(each -> units(each.n())).sum();
    progress.begin(where + " e^L", total);
    long done = 0;
    for (ExponentialBenchmark.Case each : cases) {
      checkCancelled();
      figures.add(each.measure(gemmRate));
      done += units(each.n());
      progress.update(done, Map.of());
    }
    progress.end();
  }

  private static long units(int n) {
    return 1 + (long) Math.pow(n / 256.0, 3);
  }

  private void checkCancelled() {
    if (progress.cancelled()) {
      throw new CancellationException("stopped before all was measured");
    }
  }
}
