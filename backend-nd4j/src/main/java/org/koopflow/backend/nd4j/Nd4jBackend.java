package org.koopflow.backend.nd4j;

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
import org.nd4j.linalg.api.buffer.DataType;

/** A backend on ND4J: hands out evaluators and differentiators and closes them with itself. */
final class Nd4jBackend implements Backend {
  private final BackendContext context;
  private final Set<Nd4jFunction<?>> functions = new LinkedHashSet<>();
  private boolean closed;

  private Nd4jBackend(BackendContext context) {
    this.context = context;
  }

  /**
   * Opens a backend.
   *
   * @param context threads and precision; the device is the processor
   * @return the backend
   * @throws org.koopflow.api.KoopflowException if ND4J does not start
   */
  static Nd4jBackend open(BackendContext context) {
    Library.start();
    return new Nd4jBackend(context);
  }

  /** Width of numbers in ND4J's words. */
  DataType type() {
    return context.precision() == Precision.FLOAT64 ? DataType.DOUBLE : DataType.FLOAT;
  }

  /** Threads one operation may use. */
  int threads() {
    return context.threads();
  }

  @Override
  public String name() {
    return Nd4jBackendProvider.NAME;
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
    Nd4jEvaluator evaluator = new Nd4jEvaluator(this, function, weights);
    functions.add(evaluator);
    return evaluator;
  }

  @Override
  public synchronized Differentiator differentiator(LossFunction loss) {
    requireOpen();
    Nd4jDifferentiator differentiator = new Nd4jDifferentiator(this, loss);
    functions.add(differentiator);
    return differentiator;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this backend is closed");
    }
  }

  /** Forgets a function that its user has closed. */
  synchronized void forget(Nd4jFunction<?> function) {
    functions.remove(function);
  }

  @Override
  public void close() {
    List<Nd4jFunction<?>> remaining;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      remaining = new ArrayList<>(functions);
    }
    // Not while holding the lock: each waits for a call that still runs in another thread.
    remaining.forEach(Nd4jFunction::close);
  }
}
