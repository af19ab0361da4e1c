package org.koopflow.core.testing;

import java.util.Map;
import java.util.Set;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.TensorFunction;
import org.koopflow.numerics.host.HostFunctions;

/**
 * Evaluates in double precision on the host, so that tests of this module need no native library.
 */
public final class HostBackend implements Backend {
  @Override
  public String name() {
    return "host";
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT64;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.FLOAT64);
  }

  @Override
  public Evaluator evaluator(TensorFunction function, Weights weights) {
    return new Evaluator() {
      @Override
      public Map<String, Batch> apply(Map<String, Batch> inputs) {
        return HostFunctions.evaluate(function, weights, inputs);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Differentiator differentiator(LossFunction loss) {
    throw new KoopflowException("backend 'host' gives no gradients");
  }

  @Override
  public void close() {}
}
