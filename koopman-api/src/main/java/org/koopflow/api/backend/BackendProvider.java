package org.koopflow.api.backend;

import org.koopflow.api.KoopflowException;
import org.koopflow.api.Provider;

/**
 * Opens backends of one kind. What their backends may leave out, and how they say so, is told at
 * {@link Backend.Capability}.
 *
 * @param <S> its settings, beyond what every backend can be told
 */
public interface BackendProvider<S extends Record> extends Provider<S, BackendContext, Backend> {
  /**
   * Opens a backend. Two open ones do not disturb one another; where a library cannot do two things
   * at once the second waits.
   *
   * @param settings its settings
   * @param context threads, device, precision
   * @return an open backend, to be closed by the caller
   * @throws KoopflowException if the native library, the device or the precision is not to be had
   */
  @Override
  Backend create(S settings, BackendContext context);
}
