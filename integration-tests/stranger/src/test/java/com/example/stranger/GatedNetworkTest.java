package com.example.stranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.testkit.NetworkContract;
import org.koopflow.testkit.reference.Reference;

class GatedNetworkTest implements NetworkContract<GatedNetworkProvider.Settings> {
  @Override
  public GatedNetworkProvider provider() {
    return new GatedNetworkProvider();
  }

  @Override
  public GatedNetworkProvider.Settings settings() {
    return new GatedNetworkProvider.Settings(5);
  }

  /** By hand: 3 (2 x + 1) / (1 + exp(x)) - 1 at x = 0.5. */
  @Test
  void gatesWhatItPassesOn() {
    Network network =
        provider().create(new GatedNetworkProvider.Settings(1), NetworkContext.of(1, 1));
    Weights weights =
        new Weights(
            Map.of(
                "value.weight", Batch.of(1, 1, 2),
                "value.bias", Batch.of(1, 1, 1),
                "gate.weight", Batch.of(1, 1, -1),
                "gate.bias", Batch.of(1, 1, 0),
                "output.weight", Batch.of(1, 1, 3),
                "output.bias", Batch.of(1, 1, -1)));
    Batch y =
        Reference.evaluate(
                (scope, in) -> Map.of("y", network.apply(scope, NetworkInput.of(in.get("x")))),
                weights,
                Map.of("x", Batch.of(1, 1, 0.5f)))
            .get("y");
    assertThat(y.get(0, 0)).isCloseTo(6 / (1 + Math.exp(0.5)) - 1, Offset.offset(1e-14));
  }

  @Test
  void refusesNoUnits() {
    assertThatThrownBy(() -> new GatedNetworkProvider.Settings(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 0");
  }
}
