package org.koopflow.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.spectral.Spectrum;
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

/** The spectrum of a dense generator: eigenvalues, both sets of eigenvectors and the Schur form. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class SpectrumBenchmark {
  /** Size of the generator. */
  @Param({"64", "128", "256", "512"})
  public int n;

  private Matrix generator;

  /** Made by JMH. */
  public SpectrumBenchmark() {}

  /** Makes a generator with eigenvalues all over the unit disk. */
  @Setup(Level.Trial)
  public void prepare() {
    StateLayout layout = new StateLayout(n - 2);
    Random random = new Random(1);
    double[] entries = new double[n * n];
    for (int k = 0; k < n - 2; k++) {
      for (int j = 0; j < n; j++) {
        entries[layout.indexOf(k) * n + j] = random.nextGaussian() / Math.sqrt(n);
      }
    }
    // The rows of 1 and t stand above: d1/dt = 0 and dt/dt = 1.
    entries[n] = 1;
    generator = layout.require(Matrix.of(n, n, entries));
    System.out.printf(
        "relative error of V Lambda W^T at n = %d: %.1e%n",
        n, Spectrum.of(generator, layout).reconstructionError());
  }

  /**
   * One spectrum.
   *
   * @return all modes
   */
  @Benchmark
  public Spectrum spectrum() {
    return Spectrum.of(generator, new StateLayout(n - 2));
  }
}
