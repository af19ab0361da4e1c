package org.koopflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.koopflow.benchmarks.measure.BenchmarkFigure;
import org.koopflow.benchmarks.measure.Measure;

class BenchTableTest {
  @Test
  void figuresStandInColumnsAndFailuresSayWhy() {
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("cores", 2);
    machine.put("java", "17");
    String table =
        BenchTable.of(
            machine,
            List.of(
                new BenchmarkFigure(
                    "djl",
                    "sampling",
                    new BenchmarkFigure.Speed(0.4567, "samples", 21_897.4, 78.29, 0.8412),
                    OptionalDouble.empty(),
                    Optional.empty()),
                new BenchmarkFigure(
                    "host",
                    "exponential pade, n = 16",
                    new BenchmarkFigure.Speed(5.67e-5, "exponentials", 17_636, 0.1445, 0.0032),
                    OptionalDouble.of(7.2e-16),
                    Optional.empty()),
                new BenchmarkFigure(
                    "host",
                    "exponential block, n = 16",
                    BenchmarkFigure.Speed.NONE,
                    OptionalDouble.empty(),
                    Optional.of("not a block matrix"))));
    List<String> lines = table.lines().toList();
    assertThat(lines.get(0)).isEqualTo("cores 2; java 17");
    assertThat(lines.get(2)).matches(" +time +per second +GFLOP/s +of GEMM +error");
    assertThat(lines.get(3)).matches("djl +sampling +457 ms +21,897 samples +78\\.3 +84\\.1 %");
    assertThat(lines.get(4)).isEmpty();
    assertThat(lines.get(5))
        .matches(
            "host +exponential pade, n = 16 +0\\.0567 ms +17,636 exponentials +0\\.145 +0\\.320 %"
                + " +7\\.2e-16");
    assertThat(lines.get(6)).matches("host +exponential block, n = 16 +-  not a block matrix");
    assertThat(table).contains("'euler-k' is a baseline");
    assertThat(lines.get(3)).hasSizeLessThan(lines.get(2).length());
    assertThat(lines.get(5)).hasSameSizeAs(lines.get(2));
  }

  /** What a column is called, and which way is better, stands with what is measured. */
  @Test
  void columnsAreWhatIsMeasured() {
    String table = BenchTable.of(Map.of(), List.of());
    assertThat(Measure.ALL).hasSize(5);
    for (Measure measure : Measure.ALL) {
      assertThat(table.lines().toList().get(2)).contains(measure.figure().column());
      assertThat(table)
          .contains(
              measure.figure().column()
                  + ": "
                  + measure.figure().label()
                  + "; "
                  + measure.figure().better().words());
    }
    assertThat(table).contains("error: relative error in the 1-norm; lower is better");
  }
}
