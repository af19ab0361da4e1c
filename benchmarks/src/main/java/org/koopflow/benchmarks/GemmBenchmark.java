package org.koopflow.benchmarks;

import java.util.concurrent.TimeUnit;
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

/** The rate other figures are compared with. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true"})
@State(Scope.Benchmark)
public class GemmBenchmark {
  /** Rows and columns of the factors. */
  @Param({"1024"})
  public int size;

  /** Made by JMH. */
  public GemmBenchmark() {}

  /**
   * Makes the workload.
   *
   * @param in the backend
   */
  @Setup(Level.Trial)
  public void open(OpenBackend in) {
    in.open(workloads -> workloads.gemm(size, size));
  }

  /**
   * Four products one after the other.
   *
   * @param in the backend
   */
  @Benchmark
  public void products(OpenBackend in) {
    in.run();
  }
}
