package org.koopflow.benchmarks.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;

/**
 * What is measured of every piece of work, described as metrics describe what they measure of
 * models.
 *
 * @param figure its description
 * @param of the value in a line of the table; NaN where there is none
 */
public record Measure(Figure figure, ToDoubleFunction<BenchmarkFigure> of) {
  /** The unit of a time. */
  public static final String TIME = "s";

  /** The unit of how many are made in a time. */
  public static final String RATE = "1/s";

  /** The unit of a part of a whole. */
  public static final String SHARE = "share";

  /** In the order of the columns. */
  public static final List<Measure> ALL =
      List.of(
          new Measure(
              Figure.of("seconds", "time of one run, the median", Better.LOWER)
                  .in(TIME)
                  .under("time"),
              figure -> figure.speed().seconds()),
          new Measure(
              Figure.of("perSecond", "how many of what a run makes", Better.HIGHER)
                  .in(RATE)
                  .under("per second"),
              figure -> figure.speed().perSecond()),
          new Measure(
              Figure.of("gflops", "rate of the matrix products alone", Better.HIGHER)
                  .in("GFLOP/s")
                  .under("GFLOP/s"),
              figure -> figure.speed().gflops()),
          new Measure(
              Figure.of("shareOfGemm", "rate beside that of a matrix product", Better.HIGHER)
                  .in(SHARE)
                  .under("of GEMM"),
              figure -> figure.speed().share()),
          new Measure(
              Figure.of("relativeError", "relative error in the 1-norm", Better.LOWER)
                  .under("error"),
              figure -> figure.error().orElse(Double.NaN)));
}
