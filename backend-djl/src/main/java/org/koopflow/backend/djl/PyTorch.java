package org.koopflow.backend.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.koopflow.api.KoopflowException;

/** The one PyTorch of a JVM: starts it and tells it what to use. */
final class PyTorch {
  private PyTorch() {}

  /**
   * Starts the engine, or gives the running one.
   *
   * @return the engine
   * @throws KoopflowException if it does not start
   */
  static synchronized Engine engine() {
    setDefault("ai.djl.offline", "true");
    setDefault("OPT_OUT_TRACKING", "true");
    // Operations run one after another, so a second pool of threads would only lie idle.
    setDefault("ai.djl.pytorch.num_interop_threads", "1");
    // DJL logs through SLF4J, which complains on stderr where nobody has chosen a logger.
    setDefault("slf4j.internal.verbosity", "ERROR");
    try {
      return Engine.getEngine("PyTorch");
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw new KoopflowException(
          "PyTorch does not start: "
              + reason(e)
              + "; its libraries are unpacked to DJL_CACHE_DIR or .djl.ai in the home folder, which"
              + " must be writable and can be removed to have them unpacked again",
          e);
    }
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * What went wrong, on one line.
   *
   * @param failure anything thrown by DJL
   * @return first lines of the messages of the failure and of what caused it, said once each
   */
  static String reason(Throwable failure) {
    Set<String> reasons = new LinkedHashSet<>();
    for (Throwable at = failure; at != null; at = at.getCause()) {
      String message = at.getMessage() == null ? "" : at.getMessage().strip();
      String first = message.lines().findFirst().orElse("");
      // File exceptions often say no more than a path, and a cause is repeated by its wrapper.
      reasons.add(
          at instanceof IOException || first.isEmpty()
              ? at.getClass().getSimpleName() + " " + first
              : first);
    }
    return String.join(": ", reasons).strip();
  }

  /**
   * Finds a device.
   *
   * @param engine the engine
   * @param name {@code cpu}, {@code gpu} or {@code gpu:N}
   * @return the device
   * @throws KoopflowException if there is no such GPU, or none that these natives can use
   */
  static Device device(Engine engine, String name) {
    if (name.equals("cpu")) {
      return Device.cpu();
    }
    int count = engine.getGpuCount();
    String number = name.equals("gpu") ? "0" : name.substring("gpu:".length());
    // A number too long to parse is beyond any count as well.
    if (number.length() > 6 || Integer.parseInt(number) >= count) {
      boolean cuda = engine.hasCapability(StandardCapabilities.CUDA);
      throw new KoopflowException(
          "device '"
              + name
              + "' is not to be had: PyTorch's "
              + (cuda ? "CUDA" : "CPU")
              + " natives are installed and see "
              + count
              + (count == 1 ? " GPU" : " GPUs")
              + "; allowed here: cpu"
              + (count > 0 ? ", gpu:0 to gpu:" + (count - 1) : ""));
    }
    return Device.gpu(Integer.parseInt(number));
  }

  /**
   * Bounds the threads of operations called from the current thread.
   *
   * @param threads the wanted number
   * @throws KoopflowException if PyTorch does not take it
   */
  static void useThreads(int threads) {
    if (JniUtils.getNumThreads() != threads) {
      JniUtils.setNumThreads(threads);
      int got = JniUtils.getNumThreads();
      if (got != threads) {
        throw new KoopflowException(
            "threads is " + threads + ", but PyTorch uses " + got + " on this machine");
      }
    }
  }
}
