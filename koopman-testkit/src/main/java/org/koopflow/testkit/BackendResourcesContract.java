package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Backend.Capability;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.backend.Differentiator.Gradient;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Indices;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;

/** What a backend does with threads and memory. */
public interface BackendResourcesContract extends BackendSource {
  /** Calls each thread makes. */
  int CALLS = 50;

  /**
   * Threads that evaluate and differentiate at the same time all get what one alone gets.
   *
   * @throws Exception if one of the threads fails
   */
  @Test
  default void letsThreadsWorkSideBySide() throws Exception {
    List<Callable<Boolean>> jobs = new ArrayList<>();
    jobs.add(() -> evaluates("one"));
    jobs.add(() -> evaluates("two"));
    if (capable(Capability.GRADIENTS)) {
      jobs.add(() -> differentiates(LossCase.all().get(0)));
      jobs.add(() -> differentiates(LossCase.all().get(2)));
    }
    CountDownLatch ready = new CountDownLatch(jobs.size());
    ExecutorService threads = Executors.newFixedThreadPool(jobs.size());
    try {
      List<Future<Boolean>> running = new ArrayList<>();
      for (Callable<Boolean> job : jobs) {
        running.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return job.call();
                }));
      }
      for (Future<Boolean> job : running) {
        // Only against waiting for ever; it takes a fraction of a second.
        assertThat(job.get(2, TimeUnit.MINUTES)).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Parameters that were written to a file and read again give the same results to the last bit:
   * the numbers of a file are the little-endian bytes of what {@link Batch} holds, and a backend
   * takes them as they are.
   */
  @Test
  default void parametersComeThroughAFile() {
    for (Precision precision : precisions()) {
      Weights before = thirds(precision);
      Map<String, Batch> read = new LinkedHashMap<>();
      before.values().forEach((name, value) -> read.put(name, fromBytes(value, toBytes(value))));
      Weights after = new Weights(read);
      Map<String, Batch> inputs = Map.of("x", Samples.normal(7, 3, "file").to(precision));
      TensorFunction function =
          (scope, in) ->
              Map.of(
                  "itself",
                  scope.parameter("weight"),
                  "y",
                  in.get("x").linear(scope.parameter("weight"), scope.parameter("bias")).tanh());
      try (Backend backend = open(precision);
          Evaluator written = backend.evaluator(function, before);
          Evaluator again = backend.evaluator(function, after)) {
        Map<String, Batch> expected = written.apply(inputs);
        Map<String, Batch> actual = again.apply(inputs);
        Samples.assertSameBits(actual.get("y"), expected.get("y"));
        Samples.assertSameBits(actual.get("itself"), before.get("weight"));
      }
    }
  }

  /** Numbers that the other precision does not have. */
  private static Weights thirds(Precision precision) {
    Map<String, Batch> values = new LinkedHashMap<>();
    values.put("weight", Samples.normal(5, 3, "weight"));
    values.put("bias", Samples.normal(1, 5, "bias"));
    values.replaceAll(
        (name, value) ->
            Batch.ofDoubles(
                    value.rows(),
                    value.columns(),
                    Arrays.stream(value.doubles()).map(entry -> entry / 3).toArray())
                .to(precision));
    return new Weights(values);
  }

  private static ByteBuffer toBytes(Batch value) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * value.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (double entry : value.doubles()) {
      if (value.precision() == Precision.FLOAT64) {
        bytes.putDouble(entry);
      } else {
        bytes.putFloat((float) entry);
      }
    }
    return bytes.flip();
  }

  private static Batch fromBytes(Batch like, ByteBuffer bytes) {
    double[] values = new double[like.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = like.precision() == Precision.FLOAT64 ? bytes.getDouble() : bytes.getFloat();
    }
    return Batch.ofDoubles(like.rows(), like.columns(), values).to(like.precision());
  }

  private boolean evaluates(String purpose) {
    TensorFunction function =
        (scope, in) -> Map.of("y", LossCase.net(scope, in.get("t"), in.get("x")));
    Weights weights = LossCase.network();
    Map<String, Batch> inputs =
        Map.of("t", Samples.normal(64, 1, purpose), "x", Samples.normal(64, 2, purpose + "x"));
    try (Backend backend = open(Precision.FLOAT32);
        Evaluator evaluator = backend.evaluator(function, weights)) {
      Batch expected = evaluator.apply(inputs).get("y");
      for (int i = 0; i < CALLS; i++) {
        Samples.assertSameBits(evaluator.apply(inputs).get("y"), expected);
      }
    }
    return true;
  }

  private boolean differentiates(LossCase c) {
    try (Backend backend = open(Precision.FLOAT32);
        Differentiator differentiator = backend.differentiator(c.loss())) {
      Gradient expected = differentiator.apply(c.weights(), c.inputs());
      for (int i = 0; i < CALLS; i++) {
        Gradient actual = differentiator.apply(c.weights(), c.inputs());
        assertThat(actual.loss()).isEqualTo(expected.loss());
        c.weights()
            .values()
            .keySet()
            .forEach(
                name ->
                    Samples.assertSameBits(
                        actual.gradient().get(name), expected.gradient().get(name)));
      }
    }
    return true;
  }

  /**
   * Memory does not grow with the number of steps. The resident memory of the process is taken
   * after {@value #WARM} steps and again in the course of {@value #STEPS} more, each time after a
   * garbage collection. A step makes about 0.5 MB of intermediate values and 64 kB of gradients, as
   * much as its input, so keeping even the gradients or the input alone would add 256 MB; the slack
   * of 100 MB is for the heap and the allocators, which do not give everything back.
   *
   * @throws IOException if the memory cannot be read
   */
  @Test
  default void keepsItsMemory() throws IOException {
    Path status = Path.of("/proc/self/status");
    Assumptions.assumeTrue(Files.exists(status), "no /proc/self/status to read memory from");
    Weights weights =
        new Weights(
            Map.of("w", Samples.normal(128, 128, "w"), "kernel", Samples.normal(2, 18, "kernel")));
    Map<String, Batch> inputs = Map.of("x", Samples.normal(128, 128, "x"));
    TensorFunction function =
        (scope, in) -> {
          Tensor w = scope.parameter("w");
          // The parameter comes first in some operations, where a backend may keep the result.
          Tensor y = in.get("x").matmul(w.transpose().multiply(0.1)).tanh().add(w.mean());
          return Map.of("y", y.square().mean());
        };
    try (Backend backend = open(Precision.FLOAT32);
        Evaluator evaluator = backend.evaluator(function, weights)) {
      Runnable step = () -> evaluator.apply(inputs);
      if (backend.capabilities().contains(Capability.GRADIENTS)) {
        Convolution sizes = Convolution.same(new ImageLayout(2, 8, 8), 2, 3);
        Indices everySecond = Indices.of(64, i -> 2 * i);
        LossFunction loss =
            (scope, in) -> {
              Tensor images = scope.parameter("w").take(Axis.ROWS, everySecond);
              Tensor convolved = images.convolve(scope.parameter("kernel"), sizes);
              Tensor y = function.apply(scope, in).get("y");
              return new LossFunction.Loss(y.add(convolved.square().mean()), Map.of());
            };
        Differentiator differentiator = backend.differentiator(loss);
        Runnable evaluate = step;
        step =
            () -> {
              evaluate.run();
              differentiator.apply(weights, inputs);
            };
      }
      long before = residentAfter(step, WARM, status);
      // Looked at now and then, so that a backend that leaks is stopped before it hurts.
      for (int done = 0; done < STEPS; done += STEPS / LOOKS) {
        long after = residentAfter(step, STEPS / LOOKS, status);
        assertThat(after - before)
            .as("growth of resident memory in kB from %d to %d", before, after)
            .isLessThan(100_000);
      }
    }
  }

  /**
   * Memory does not grow with the number of sizes that come and go, for which a backend may keep
   * something each time. There are more sizes than it can sensibly keep; one call makes 0.1 to 0.4
   * MB of intermediate values, of which {@value #SIZES_STEPS} calls would leave 400 MB.
   *
   * @throws IOException if the memory cannot be read
   */
  @Test
  default void keepsItsMemoryWhenSizesChange() throws IOException {
    Path status = Path.of("/proc/self/status");
    Assumptions.assumeTrue(Files.exists(status), "no /proc/self/status to read memory from");
    Weights weights =
        new Weights(
            Map.of("w", Samples.normal(64, 64, "w"), "kernel", Samples.normal(1, 9, "kernel")));
    Convolution sizes = Convolution.same(new ImageLayout(1, 8, 8), 1, 3);
    Indices backwards = Indices.of(64, i -> 63 - i);
    TensorFunction function =
        (scope, in) -> {
          Tensor y = in.get("x").matmul(scope.parameter("w")).tanh();
          Tensor images = y.slice(Axis.ROWS, 0, y.shape().rows() / 8).take(Axis.COLUMNS, backwards);
          return Map.of(
              "y", y.square().mean().add(images.convolve(scope.parameter("kernel"), sizes).mean()));
        };
    int[] count = {0};
    try (Backend backend = open(Precision.FLOAT32);
        Evaluator evaluator = backend.evaluator(function, weights)) {
      Runnable step =
          () -> evaluator.apply(Map.of("x", Batch.filled(200 + 20 * (count[0]++ % 30), 64, 0.5)));
      long before = residentAfter(step, SIZES_STEPS / 4, status);
      for (int look = 0; look < 4; look++) {
        long after = residentAfter(step, SIZES_STEPS / 4, status);
        assertThat(after - before)
            .as("growth of resident memory in kB from %d to %d", before, after)
            .isLessThan(100_000);
      }
    }
  }

  /** Calls with changing sizes after the first look. */
  int SIZES_STEPS = 1_600;

  /** Steps before memory is looked at for the first time. */
  int WARM = 1_000;

  /** Steps after the first look. */
  int STEPS = 4_000;

  /** Looks after the first. */
  int LOOKS = 8;

  private static long residentAfter(Runnable step, int times, Path status) throws IOException {
    for (int i = 0; i < times; i++) {
      step.run();
    }
    System.gc();
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
