package org.koopflow.testkit;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.tensor.LossFunction.Loss;
import org.koopflow.testkit.example.ReferenceBackendProvider;
import org.koopflow.testkit.reference.Reference;

/**
 * The contract of backends on the reference itself. Its part on threads and memory is left out: in
 * plain Java there is nothing to lose, and thousands of steps take long.
 */
class ReferenceBackendTest
    implements PluginContract<BackendProvider<?>>,
        TensorContract,
        GradientContract,
        CompositionContract,
        BackendLifecycleContract {
  @Override
  public BackendProvider<NoSettings> provider() {
    return new ReferenceBackendProvider();
  }

  @Test
  void centralDifferencesFindAKnownGradient() {
    Weights at = new Weights(Map.of("x", Batch.of(1, 2, 3, -4), "y", Batch.of(1, 1, 0.5f)));
    Weights gradient =
        Reference.gradient(
            (s, in) ->
                new Loss(
                    s.parameter("x").square().sum().multiply(s.parameter("y").exp()), Map.of()),
            at,
            Map.of());
    double e = Math.exp(0.5);
    Samples.assertClose(gradient.get("x"), Batch.ofDoubles(1, 2, 6 * e, -8 * e), 1e-9);
    Samples.assertClose(gradient.get("y"), Batch.ofDoubles(1, 1, 25 * e), 1e-9);
  }
}
