package org.koopflow.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.LossFunction.Loss;

/** What is particular to this backend; the rest is in its contract. */
class DjlBackendTest {
  private final DjlBackendProvider provider = new DjlBackendProvider();

  @Test
  void aGpuThatIsNotThereIsNamedTogetherWithWhatIs() {
    BackendContext context = new BackendContext(1, "gpu:99", Precision.FLOAT32);
    assertThatThrownBy(() -> provider.create(new NoSettings(), context))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining("gpu:99")
        .hasMessageContaining("allowed here: cpu")
        .hasMessageNotContaining("\n");
  }

  @Test
  void missingNativeLibrariesAreSaidWithoutStartingAnything() throws Exception {
    try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
      assertThat(Natives.missing(empty)).get().asString().contains("pytorch-native-cpu");
    }
    assertThat(provider.unavailable()).isEmpty();
  }

  @Test
  void openWithoutNativeLibrariesFailsWithOneLine() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
      thread.setContextClassLoader(empty);
      assertThatThrownBy(() -> provider.create(new NoSettings(), BackendContext.DEFAULT))
          .isInstanceOf(KoopflowException.class)
          .hasMessageContaining("native libraries are missing")
          .hasMessageNotContaining("\n");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void nativeLibrariesOfAnotherMachineAreNamed(@TempDir Path folder) throws Exception {
    Path list = folder.resolve("native/lib/pytorch.properties");
    Files.createDirectories(list.getParent());
    Files.writeString(list, "version=2.7.1\nclassifier=cpu-amiga-m68k\n");
    try (URLClassLoader other = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      assertThat(Natives.missing(other)).get().asString().contains("are for amiga-m68k");
    }
  }

  @Test
  void aFailureIsToldOnOneLineWithItsCause() {
    IOException cause = new IOException("/some/file");
    assertThat(PyTorch.reason(new IllegalStateException("cannot unpack\nmore", cause)))
        .isEqualTo("cannot unpack: IOException /some/file");
    assertThat(PyTorch.reason(new AssertionError())).isEqualTo("AssertionError");
  }

  @Test
  void numbersOfThreadsLiveSideBySide() {
    Batch x = Batch.of(1, 2, 3, 4);
    try (Backend one = provider.create(new NoSettings(), BackendContext.DEFAULT);
        Backend two =
            provider.create(new NoSettings(), new BackendContext(2, "cpu", Precision.FLOAT32));
        Evaluator a = threads(one);
        Evaluator b = threads(two)) {
      for (int i = 0; i < 3; i++) {
        assertThat(a.apply(Map.of("x", x)).get("threads").get(0, 0)).isEqualTo(1);
        assertThat(b.apply(Map.of("x", x)).get("threads").get(0, 0)).isEqualTo(2);
      }
    }
  }

  private static Evaluator threads(Backend backend) {
    return backend.evaluator(
        (scope, inputs) -> {
          int threads = ai.djl.pytorch.jni.JniUtils.getNumThreads();
          return Map.of("threads", scope.constant(Batch.filled(1, 1, threads)));
        },
        Weights.EMPTY);
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
            task -> new Thread(task).start());
    running.await();
    backend.close();
    assertThatThrownBy(calls::get).hasRootCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void aLossInsideALossIsRefused() {
    try (Backend backend = provider.create(new NoSettings(), BackendContext.DEFAULT);
        Differentiator inner =
            backend.differentiator((s, in) -> new Loss(s.parameter("w").sum(), Map.of()))) {
      Weights w = new Weights(Map.of("w", Batch.of(1, 1, 2)));
      Differentiator outer =
          backend.differentiator(
              (s, in) -> {
                inner.apply(w, Map.of());
                return new Loss(s.parameter("w").sum(), Map.of());
              });
      assertThatThrownBy(() -> outer.apply(w, Map.of()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another loss");
      // The failure leaves the collector free for the next call.
      assertThat(inner.apply(w, Map.of()).gradient().get("w")).isEqualTo(Batch.of(1, 1, 1));
    }
  }
}
