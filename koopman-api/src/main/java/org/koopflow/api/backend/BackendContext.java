package org.koopflow.api.backend;

import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Precision;

/**
 * What every backend can be told.
 *
 * @param threads threads one operation may use, at least 1; a backend that cannot limit them says
 *     so in its documentation
 * @param device {@code cpu}, {@code gpu} or {@code gpu:N}
 * @param precision width of its numbers
 */
public record BackendContext(int threads, String device, Precision precision) {
  /** One thread of the processor, single precision. */
  public static final BackendContext DEFAULT = new BackendContext(1, "cpu", Precision.FLOAT32);

  /**
   * Checks the values.
   *
   * @param threads threads per operation
   * @param device the device's name
   * @param precision width of numbers
   */
  public BackendContext {
    if (threads < 1) {
      throw new InvalidSettingException("threads", "must be at least 1, got " + threads);
    }
    if (!device.matches("cpu|gpu(:\\d+)?")) {
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
