package org.koopflow.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.core.plugin.Plugins;

class ExponentialBenchmarkTest {
  /** Whatever is timed must be an exponential, but for the baseline. */
  @Test
  void everyStrategyIsMeasuredOnWhatItTakes() {
    Plugins plugins = Plugins.discover();
    List<BenchmarkFigure> figures =
        new ExponentialBenchmark(plugins, List.of(16, 64), new Stopwatch(0, 0, 1))
            .onHost().stream().map(each -> each.measure(1e9)).toList();
    assertThat(figures).hasSize(2 * plugins.of(ExponentialProvider.class).names().size());
    for (BenchmarkFigure figure : figures) {
      assertThat(figure.note()).as(figure.name()).isEmpty();
      assertThat(figure.speed().seconds()).as(figure.name()).isPositive();
      double error = figure.error().orElseThrow();
      if (figure.name().contains("euler-k")) {
        assertThat(error).as(figure.name()).isGreaterThan(1e-4);
      } else {
        assertThat(error).as(figure.name()).isLessThan(1e-13);
      }
    }
  }
}
