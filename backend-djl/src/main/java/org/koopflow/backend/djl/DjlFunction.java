package org.koopflow.backend.djl;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.koopflow.api.KoopflowException;

/**
 * What evaluators and differentiators share: native memory of their own, host memory that lasts
 * from call to call, and a state of being open. Calls and closing exclude one another, so that
 * memory is never freed under a running computation.
 */
abstract class DjlFunction implements AutoCloseable {
  private final DjlBackend backend;
  private final PtNDManager manager;
  private boolean closed;

  /** Memory of inputs by name. */
  final Map<String, HostBuffer> inputBuffers = new HashMap<>();

  /** Memory of constants in the order the function asks for them. */
  final List<HostBuffer> constantBuffers = new ArrayList<>();

  /** Memory of lists of indices in the order the function takes by them. */
  private final List<HostBuffer> indexBuffers = new ArrayList<>();

  DjlFunction(DjlBackend backend) {
    this.backend = backend;
    this.manager = backend.manager().newSubManager(backend.manager().getDevice());
  }

  /** Owner of native memory that outlives one call. */
  final PtNDManager manager() {
    return manager;
  }

  /** Begins a computation, to be closed before the next one begins. */
  final Computation begin() {
    return new Computation(manager, backend.type(), indexBuffers);
  }

  /** Runs a call in this function's turn, with the backend's number of threads. */
  final synchronized <T> T call(Supplier<T> body) {
    if (closed) {
      throw new IllegalStateException("this function or its backend is closed");
    }
    PyTorch.useThreads(backend.threads());
    try {
      return body.get();
    } catch (EngineException e) {
      throw new KoopflowException("PyTorch failed: " + PyTorch.reason(e), e);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      manager.close();
      inputBuffers.clear();
      constantBuffers.clear();
      indexBuffers.clear();
    }
    backend.forget(this);
  }
}
