package org.koopflow.benchmarks;

import java.util.concurrent.TimeUnit;
import org.koopflow.api.Matrix;
import org.koopflow.api.Selection;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.benchmarks.measure.KnownExponential;
import org.koopflow.core.plugin.Plugins;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The exponentials in double precision; each tells its relative error before it is timed. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class ExponentialBenchmark {
  /** Name of the strategy. */
  @Param({"auto", "block", "eigen", "euler-k", "krylov", "pade", "taylor"})
  public String strategy;

  /** Size of the matrix. */
  @Param({"16", "32", "64", "128", "256", "512", "1024"})
  public int n;

  private Exponential exponential;
  private Matrix generator;

  /** Made by JMH. */
  public ExponentialBenchmark() {}

  /** Makes the matrix and tells how exact the strategy is on it. */
  @Setup(Level.Trial)
  public void prepare() {
    Plugins plugins = Plugins.discover();
    exponential =
        plugins.create(ExponentialProvider.class, Selection.of(strategy), ExponentialContext.DENSE);
    ExponentialProvider<?> provider = plugins.of(ExponentialProvider.class).get(strategy);
    KnownExponential known = KnownExponential.of(n, provider.structures());
    generator = known.generator();
    System.out.printf(
        "relative error of %s at n = %d: %.1e%n",
        strategy, n, known.relativeError(exponential.exp(generator)));
  }

  /**
   * One exponential.
   *
   * @return e^L
   */
  @Benchmark
  public Matrix exponential() {
    return exponential.exp(generator);
  }
}
