package org.koopflow.api.backend;

import org.koopflow.api.KoopflowException;
import org.koopflow.api.Plugin;

/**
 * Opens backends of one kind. What their backends may leave out, and how they say so, is told at
 * {@link Backend.Capability}.
 */
public interface BackendProvider extends Plugin<BackendSettings> {
  @Override
  default BackendSettings defaults() {
    return BackendSettings.DEFAULT;
  }

  /**
   * Opens a backend. Two open ones do not disturb one another; where a library cannot do two things
   * at once the second waits.
   *
   * @param settings threads, device, precision
   * @return an open backend, to be closed by the caller
   * @throws KoopflowException if the native library, the device or the precision is not to be had
   */
  Backend open(BackendSettings settings);
}
