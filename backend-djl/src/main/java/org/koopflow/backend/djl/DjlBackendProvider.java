package org.koopflow.backend.djl;

import java.util.Optional;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.NoSettings;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.BackendProvider;

/**
 * Opens backends on DJL's PyTorch engine, selected as {@code djl}. Each runs operations eagerly, in
 * single or double precision, and has gradients.
 *
 * <p>{@code threads} bounds the threads of one operation. PyTorch keeps that number per calling
 * thread and every call of a backend sets its own, so instances with different numbers live side by
 * side. A different number of threads may change the last bits of a result; the same number gives
 * the same bits. {@code device} is {@code cpu} with the natives this module comes with; {@code gpu}
 * needs PyTorch's CUDA natives in their place.
 *
 * <p>Evaluations may run at the same time in several threads. Differentiations take turns, in the
 * order they ask, because DJL records one gradient at a time in a JVM. DJL is kept from downloading
 * and from reporting its use; the native libraries are unpacked to the folder that DJL's {@code
 * ENGINE_CACHE_DIR} or {@code DJL_CACHE_DIR} names, or to {@code .djl.ai} in the home folder.
 */
public final class DjlBackendProvider implements BackendProvider<NoSettings> {
  /** Name of this backend in a specification. */
  static final String NAME = "djl";

  /** Creates the provider; nothing is loaded yet. */
  public DjlBackendProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "eager tensors and gradients by DJL's PyTorch engine";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public Optional<String> unavailable() {
    return Natives.missing(Natives.contextLoader());
  }

  @Override
  public Backend create(NoSettings settings, BackendContext context) {
    unavailable()
        .ifPresent(
            reason -> {
              throw new KoopflowException("backend '" + NAME + "' cannot be used: " + reason);
            });
    return DjlBackend.open(context);
  }
}
