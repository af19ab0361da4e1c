package org.koopflow.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;
import org.koopflow.graph.Graph;
import org.koopflow.graph.RecordedFunction;
import org.koopflow.graph.Sizes;
import org.nd4j.linalg.api.buffer.DataType;

/** What is particular to this backend; the rest is in its contract. */
class Nd4jBackendTest {
  /** Threads that wait must not come from the common pool, which may have one for everybody. */
  private static final Executor OWN_THREAD = task -> new Thread(task).start();

  private final Nd4jBackendProvider provider = new Nd4jBackendProvider();

  @Test
  void aGpuIsRefusedTogetherWithWhatIsAllowed() {
    BackendContext context = new BackendContext(1, "gpu", Precision.FLOAT32);
    assertThatThrownBy(() -> provider.create(new NoSettings(), context))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining("'gpu'")
        .hasMessageContaining("allowed here: cpu");
  }

  @Test
  void whatIsMissingIsSaidWithoutStartingAnything(@TempDir Path folder) throws Exception {
    assertThat(provider.unavailable()).isEmpty();
    try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
      assertThat(Natives.missing(empty)).get().asString().startsWith("ND4J is missing");
    }
    for (String name :
        List.of("org/nd4j/linalg/factory/Nd4j", "org/nd4j/linalg/cpu/nativecpu/CpuBackend")) {
      Path file = folder.resolve(name + ".class");
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
    try (URLClassLoader bare = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      assertThat(Natives.missing(bare))
          .get()
          .asString()
          .startsWith("ND4J is there without org.apache.commons:commons-math3, ")
          .contains("org.bytedeco:javacpp, org.bytedeco:openblas");
    }
  }

  /** What each library is recognised by is in the one that Maven brings. */
  @ParameterizedTest
  @ValueSource(strings = {"jnind4jcpu", "jniopenblas_nolapack", "jnijavacpp"})
  void nativeLibrariesAreLookedForOneByOne(String library) {
    ClassLoader here = Natives.class.getClassLoader();
    ClassLoader without =
        new ClassLoader(here) {
          @Override
          public URL getResource(String name) {
            return name.contains(library) ? null : super.getResource(name);
          }
        };
    assertThat(Natives.missing(here)).isEmpty();
    assertThat(Natives.missing(without))
        .get()
        .asString()
        .startsWith("ND4J's native libraries are missing; add org.");
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64",
    "Linux, aarch64, linux-arm64",
    "Mac OS X, x86_64, macosx-x86_64",
    "Windows 11, amd64, windows-x86_64"
  })
  void platformsHaveJavaCppsNames(String system, String processor, String name) {
    assertThat(Natives.platform(system, processor)).isEqualTo(name);
  }

  /** A long chain needs two arrays besides its ends, whatever its length. */
  @Test
  void arraysAreUsedAgain() {
    provider.create(new NoSettings(), BackendContext.DEFAULT).close();
    assertThat(arrays(4)).isEqualTo(arrays(40));
    assertThat(arrays(40)).isLessThanOrEqualTo(4);
  }

  private static int arrays(int length) {
    TensorFunction chain =
        (scope, in) -> {
          Tensor y = in.get("x");
          for (int i = 0; i < length; i++) {
            y = i % 2 == 0 ? y.matmul(y) : y.tanh();
          }
          return Map.of("y", y);
        };
    Graph graph =
        RecordedFunction.of(chain, new Sizes(Map.of(), Map.of("x", new Shape(5, 5)))).graph();
    try (Plan plan = new Plan(graph, DataType.FLOAT, Map.of())) {
      return plan.arrays();
    }
  }

  @Test
  void aCallWithinACallDoesNotWaitForItself() {
    provider.create(new NoSettings(), BackendContext.DEFAULT).close();
    assertThat(Library.withThreads(1, () -> Library.withThreads(1, () -> 7))).isEqualTo(7);
    assertThatThrownBy(() -> Library.withThreads(1, () -> Library.withThreads(2, () -> 7)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("2 threads")
        .hasMessageContaining("1 threads");
    assertThat(Library.withThreads(2, () -> 7)).as("the failure leaves the turn").isEqualTo(7);
  }

  @Test
  void closingWaitsForACallInAnotherThread() throws Exception {
    Backend backend = provider.create(new NoSettings(), BackendContext.DEFAULT);
    Evaluator evaluator =
        backend.evaluator(
            (scope, in) -> Map.of("y", in.get("x").matmul(scope.parameter("w")).sum()),
            new Weights(Map.of("w", Batch.filled(64, 64, 1))));
    CountDownLatch running = new CountDownLatch(1);
    CompletableFuture<Void> calls =
        CompletableFuture.runAsync(
            () -> {
              while (true) {
                Batch y = evaluator.apply(Map.of("x", Batch.filled(64, 64, 1))).get("y");
                assertThat(y.get(0, 0)).isEqualTo(64.0 * 64 * 64);
                running.countDown();
              }
            },
            OWN_THREAD);
    running.await();
    backend.close();
    assertThatThrownBy(calls::get).hasRootCauseInstanceOf(IllegalStateException.class);
  }

  /** Operations in place, repeated operands and shared arrays, all in one function. */
  @Test
  void arraysThatAreUsedAgainHoldWhatIsStillNeeded() {
    Map<String, Batch> inputs = new HashMap<>();
    inputs.put("x", Batch.of(2, 2, 1, 2, 3, 4));
    try (Backend backend =
            provider.create(new NoSettings(), BackendContext.DEFAULT.with(Precision.FLOAT64));
        Evaluator evaluator =
            backend.evaluator(
                (scope, in) -> {
                  Tensor x = in.get("x");
                  Tensor a = x.add(1);
                  Tensor b = a.multiply(a);
                  Tensor c = b.subtract(a);
                  Tensor d = c.multiply(b).add(c);
                  return Map.of("b", b, "d", d, "x", x, "twice", b);
                },
                Weights.EMPTY)) {
      for (int i = 0; i < 2; i++) {
        Map<String, Batch> y = evaluator.apply(inputs);
        assertThat(y.get("b").doubles()).containsExactly(4, 9, 16, 25);
        assertThat(y.get("twice").doubles()).containsExactly(4, 9, 16, 25);
        assertThat(y.get("d").doubles()).containsExactly(10, 60, 204, 520);
        assertThat(y.get("x").doubles()).containsExactly(1, 2, 3, 4);
      }
    }
  }
}
