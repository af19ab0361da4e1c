package org.koopflow.core.spec;

import org.koopflow.api.Precision;
import org.koopflow.api.Selection;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.BackendProvider;

/**
 * What computes, and where.
 *
 * @param backend the backend
 * @param threads threads one backend operation may use
 * @param device {@code cpu}, {@code gpu} or {@code gpu:N}
 */
public record BackendSection(Selection<BackendProvider<?>> backend, int threads, String device) {
  /** One thread of the processor. */
  public static final BackendSection DEFAULT = new BackendSection(Selection.of("djl"), 1, "cpu");

  /**
   * Checks what does not depend on plug-ins.
   *
   * @param backend the backend
   * @param threads threads one backend operation may use
   * @param device the device
   */
  public BackendSection {
    new BackendContext(threads, device, Precision.FLOAT32);
  }

  /**
   * The same place with another backend.
   *
   * @param other name of the backend; unless it is the same one, its own defaults hold
   * @return the changed section
   */
  public BackendSection with(String other) {
    return new BackendSection(
        other.equals(backend.type()) ? backend : Selection.of(other), threads, device);
  }

  /**
   * What to open the backend with, beside its settings.
   *
   * @return threads and device, single precision
   */
  public BackendContext context() {
    return new BackendContext(threads, device, Precision.FLOAT32);
  }
}
