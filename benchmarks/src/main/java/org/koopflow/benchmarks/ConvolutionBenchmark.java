package org.koopflow.benchmarks;

import java.util.concurrent.TimeUnit;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.benchmarks.measure.Stopwatch;
import org.koopflow.benchmarks.measure.Timing;
import org.koopflow.benchmarks.measure.Workload;
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

/**
 * Convolutions forward and backward. Before they are timed they run in turn with the products they
 * are by default, and tell how many times as fast they are.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true"})
@State(Scope.Benchmark)
public class ConvolutionBenchmark {
  /** Height, width and channels of the images, which come out as they go in. */
  @Param({"28x28x16", "14x14x32", "14x14x64", "7x7x64"})
  public String image;

  /** Images at once. */
  @Param({"64"})
  public int batch;

  /** Seconds for the comparison, besides its warm-up of a quarter as long. */
  @Param({"8"})
  public double seconds;

  /** Made by JMH. */
  public ConvolutionBenchmark() {}

  /**
   * Makes the workload and compares it.
   *
   * @param in the backend
   */
  @Setup(Level.Trial)
  public void open(OpenBackend in) {
    String[] sizes = image.split("x");
    ImageLayout layout =
        new ImageLayout(
            Integer.parseInt(sizes[2]), Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]));
    in.open(
        workloads -> {
          Workload own = workloads.kernels().convolutions(layout, batch, false);
          try (Workload product = workloads.kernels().convolutions(layout, batch, true)) {
            Timing timing = new Stopwatch(seconds / 4, seconds, 1).measure(own, product);
            System.out.printf(
                "%s on %s: %.2f ms, %.2f times as fast as the default (%d runs)%n",
                own.name(), in.backend, 1e3 * timing.seconds(), timing.share(), timing.runs());
          }
          return own;
        });
  }

  /**
   * A loss behind four convolutions, and all gradients.
   *
   * @param in the backend
   */
  @Benchmark
  public void convolutions(OpenBackend in) {
    in.run();
  }
}
