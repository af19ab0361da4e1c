package org.koopflow.benchmarks;

import java.util.concurrent.TimeUnit;
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

/** Training the student of the eight gaussians. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true"})
@State(Scope.Benchmark)
public class TrainingBenchmark {
  /** Made by JMH. */
  public TrainingBenchmark() {}

  /**
   * Makes the workload.
   *
   * @param in the backend
   */
  @Setup(Level.Trial)
  public void open(OpenBackend in) {
    in.open(Workloads::trainingStep);
  }

  /**
   * Loss, gradient and update.
   *
   * @param in the backend
   */
  @Benchmark
  public void step(OpenBackend in) {
    in.run();
  }
}
