package org.koopflow.backend.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDManager;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.TensorFunction;

/** A backend on PyTorch: hands out evaluators and differentiators and closes them with itself. */
final class DjlBackend implements Backend {
  private final BackendContext context;
  private final PtNDManager manager;
  private final Set<DjlFunction> functions = new LinkedHashSet<>();
  private boolean closed;

  private DjlBackend(BackendContext context, PtNDManager manager) {
    this.context = context;
    this.manager = manager;
  }

  /**
   * Opens a backend.
   *
   * @param context threads, device, precision
   * @return the backend
   * @throws org.koopflow.api.KoopflowException if PyTorch does not start or has no such device
   */
  static DjlBackend open(BackendContext context) {
    Engine engine = PyTorch.engine();
    Device device = PyTorch.device(engine, context.device());
    PyTorch.useThreads(context.threads());
    return new DjlBackend(context, (PtNDManager) engine.newBaseManager(device));
  }

  /** Owner of all native memory of this backend. */
  PtNDManager manager() {
    return manager;
  }

  /** Width of numbers in DJL's words. */
  DataType type() {
    return context.precision() == Precision.FLOAT64 ? DataType.FLOAT64 : DataType.FLOAT32;
  }

  /** Threads one operation may use. */
  int threads() {
    return context.threads();
  }

  @Override
  public String name() {
    return DjlBackendProvider.NAME;
  }

  @Override
  public Precision precision() {
    return context.precision();
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public synchronized Evaluator evaluator(TensorFunction function, Weights weights) {
    requireOpen();
    DjlEvaluator evaluator = new DjlEvaluator(this, function, weights);
    functions.add(evaluator);
    return evaluator;
  }

  @Override
  public synchronized Differentiator differentiator(LossFunction loss) {
    requireOpen();
    DjlDifferentiator differentiator = new DjlDifferentiator(this, loss);
    functions.add(differentiator);
    return differentiator;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this backend is closed");
    }
  }

  /** Forgets a function that its user has closed. */
  synchronized void forget(DjlFunction function) {
    functions.remove(function);
  }

  @Override
  public void close() {
    List<DjlFunction> remaining;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      remaining = new ArrayList<>(functions);
    }
    // Not while holding the lock: each waits for a call that still runs in another thread.
    remaining.forEach(DjlFunction::close);
    manager.close();
  }
}
