package org.koopflow.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BenchmarkFigureTest {
  /** The keys are those of what is measured, and what there is not is left out. */
  @Test
  void isWrittenByTheKeysOfWhatIsMeasured() {
    BenchmarkFigure product =
        new BenchmarkFigure(
            "djl",
            "gemm",
            new BenchmarkFigure.Speed(2, "products", 0.5, 3, 1),
            OptionalDouble.empty(),
            Optional.empty());
    assertThat(product.toTree())
        .hasToString(
            "{backend=djl, name=gemm, unit=products, seconds=2.0, perSecond=0.5, gflops=3.0,"
                + " shareOfGemm=1.0}");
    assertThat(BenchmarkFigure.exponential("host", "pade", 1, 0.5, 8, 1e-15).toTree())
        .hasToString(
            "{backend=host, name=pade, unit=exponentials, seconds=0.5, perSecond=2.0, gflops=4.0E-9,"
                + " shareOfGemm=0.5, relativeError=1.0E-15}");
    assertThat(BenchmarkFigure.failed("host", "pade", "no").toTree())
        .hasToString("{backend=host, name=pade, note=no}");
  }
}
