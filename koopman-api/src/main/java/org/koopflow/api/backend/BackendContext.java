package org.koopflow.api.backend;

import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Precision;

/**
 * What every backend can be told.
 *
 * @param threads threads one operation may use, from 1 to {@link #mostThreads}; a backend that
 *     cannot limit them says so in its documentation
 * @param device {@code cpu}, {@code gpu} or {@code gpu:N}
 * @param precision width of its numbers
 */
public record BackendContext(int threads, String device, Precision precision) {
  /** One thread of the processor, single precision. */
  public static final BackendContext DEFAULT = new BackendContext(1, "cpu", Precision.FLOAT32);

  /** However few processors there are, so that what one machine has run another one can open. */
  private static final int ALWAYS_ALLOWED = 256;

  /** More threads than this for each processor only stand in each other's way. */
  private static final int PER_PROCESSOR = 4;

  /**
   * The most threads that may be asked for.
   *
   * @return 4 for each processor of this machine, and never less than 256
   */
  public static int mostThreads() {
    return Math.max(ALWAYS_ALLOWED, PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
  }

  /**
   * Checks the values.
   *
   * @param threads threads per operation
   * @param device the device's name
   * @param precision width of numbers
   */
  public BackendContext {
    if (threads < 1 || threads > mostThreads()) {
      throw new InvalidSettingException(
          "threads",
          "must be between 1 and "
              + mostThreads()
              + ", 4 for each processor or 256 if that is more, got "
              + threads);
    }
    if (!device.matches("cpu|gpu(:\\d{1,4})?")) {
      throw new InvalidSettingException(
          "device", "must be cpu, gpu or gpu:N with a number N, got '" + device + "'");
    }
  }

  /**
   * The same with another precision.
   *
   * @param other the wanted precision
   * @return the changed context
   */
  public BackendContext with(Precision other) {
    return new BackendContext(threads, device, other);
  }
}
