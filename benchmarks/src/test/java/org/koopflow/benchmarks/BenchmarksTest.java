package org.koopflow.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.core.plugin.Plugins;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarksTest {
  /** In this JVM, small, and once: that it runs, not how fast. */
  @Test
  void everyBenchmarkRunsOnce() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("org.koopflow.benchmarks")
                    .forks(0)
                    .mode(Mode.SingleShotTime)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .param("rows", "50")
                    .param("size", "32")
                    .param("n", "16")
                    .param("image", "4x3x2")
                    .param("batch", "2")
                    .param("seconds", "0")
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    Set<String> ran =
        results.stream()
            .map(result -> result.getParams())
            .map(
                params ->
                    params.getBenchmark().replaceFirst(".*\\.(\\w+)Benchmark\\..*", "$1")
                        + Stream.of("backend", "strategy")
                            .filter(params.getParamsKeys()::contains)
                            .map(key -> " " + params.getParam(key))
                            .findFirst()
                            .orElse(""))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> expected = new TreeSet<>(Set.of("Spectrum"));
    Plugins.discover()
        .of(ExponentialProvider.class)
        .names()
        .forEach(name -> expected.add("Exponential " + name));
    for (String name :
        Set.of("Convolution", "Gemm", "LieDerivative", "Sampling", "Training", "Velocity")) {
      expected.add(name + " djl");
      expected.add(name + " nd4j");
    }
    assertThat(ran).isEqualTo(expected);
    assertThat(results)
        .allSatisfy(result -> assertThat(result.getPrimaryResult().getScore()).isPositive());
  }
}
