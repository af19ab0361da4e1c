package org.koopflow.benchmarks;

import java.util.concurrent.TimeUnit;
import org.koopflow.benchmarks.measure.Workload;
import org.koopflow.benchmarks.measure.Workloads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One workload in a backend, measured in the same way for all of them. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true"})
@State(Scope.Benchmark)
public abstract class BackendBenchmark {
  /** Made by JMH. */
  protected BackendBenchmark() {}

  /**
   * The work to measure.
   *
   * @param in makes it in the backend
   * @return the workload, closed with the backend
   */
  protected abstract Workload workload(Workloads in);

  /**
   * Makes the workload.
   *
   * @param in the backend
   */
  @Setup(Level.Trial)
  public void open(OpenBackend in) {
    in.open(this::workload);
  }

  /**
   * Does the work once.
   *
   * @param in the backend
   */
  @Benchmark
  public void work(OpenBackend in) {
    in.run();
  }
}
