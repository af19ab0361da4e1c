package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.backend.BackendSettings;
import org.koopflow.api.tensor.LossFunction.Loss;
import org.koopflow.testkit.reference.Reference;
import org.koopflow.testkit.reference.ReferenceBackend;

/** The contract of backends on the reference itself: tests of the tests. */
class ReferenceBackendTest implements TensorContract, GradientContract, BackendLifecycleContract {
  @Override
  public BackendProvider provider() {
    return new BackendProvider() {
      @Override
      public String name() {
        return ReferenceBackend.NAME;
      }

      @Override
      public String summary() {
        return "plain Java";
      }

      @Override
      public Backend open(BackendSettings settings) {
        if (!settings.device().equals("cpu")) {
          throw new KoopflowException("no device '" + settings.device() + "', allowed: cpu");
        }
        return new ReferenceBackend(settings.precision());
      }
    };
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
    assertThat(gradient.get("x").columns()).isEqualTo(2);
  }
}
