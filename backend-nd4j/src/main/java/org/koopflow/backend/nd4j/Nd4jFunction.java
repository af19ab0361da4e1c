package org.koopflow.backend.nd4j;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.koopflow.graph.Sizes;

/**
 * What evaluators and differentiators share: plans by the sizes they were made for, and a state of
 * being open. Calls and closing exclude one another, so that memory is never freed under a running
 * plan.
 *
 * @param <P> a plan together with what it computes
 */
abstract class Nd4jFunction<P extends AutoCloseable> implements AutoCloseable {
  /** Plans kept; sizes change between a whole block of samples and what remains of the last. */
  static final int KEPT = 4;

  private final Nd4jBackend backend;
  private final Map<Sizes, P> plans = new LinkedHashMap<>(KEPT * 2, 0.75f, true);
  private boolean closed;

  Nd4jFunction(Nd4jBackend backend) {
    this.backend = backend;
  }

  Nd4jBackend backend() {
    return backend;
  }

  /** Binds what is recorded for some sizes to memory. */
  abstract P plan(Sizes sizes);

  /** The plan for some sizes, made when they are met for the first time. */
  final P planFor(Sizes sizes) {
    P plan = plans.get(sizes);
    if (plan == null) {
      if (plans.size() == KEPT) {
        Sizes eldest = plans.keySet().iterator().next();
        close(plans.remove(eldest));
      }
      plan = plan(sizes);
      plans.put(sizes, plan);
    }
    return plan;
  }

  /** Number of plans kept. */
  final synchronized int plans() {
    return plans.size();
  }

  private static void close(AutoCloseable plan) {
    try {
      plan.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("ND4J does not free its memory", e);
    }
  }

  /** Runs a call in this function's turn, with the backend's number of threads. */
  final synchronized <T> T call(Supplier<T> body) {
    if (closed) {
      throw new IllegalStateException("this function or its backend is closed");
    }
    return Library.withThreads(backend.threads(), body);
  }

  /** Frees what belongs to the function besides its plans. */
  void free() {}

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      plans.values().forEach(Nd4jFunction::close);
      plans.clear();
      free();
    }
    backend.forget(this);
  }
}
