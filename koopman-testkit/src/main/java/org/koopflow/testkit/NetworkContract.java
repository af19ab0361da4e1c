package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.TensorFunction;
import org.koopflow.testkit.reference.Reference;

/**
 * What holds for every network architecture.
 *
 * @param <S> its settings
 */
public interface NetworkContract<S extends Record> extends PluginContract<NetworkProvider<S>> {
  /**
   * The settings to test with.
   *
   * @return the defaults unless overridden, for instance by something smaller
   */
  default S settings() {
    return provider().defaults();
  }

  /** A network has the size asked for, and its result as many rows as its input. */
  @Test
  default void hasTheSizeAskedFor() {
    for (int[] size : new int[][] {{3, 2}, {1, 1}, {2, 7}}) {
      Network network = provider().create(settings(), NetworkContext.of(size[0], size[1]));
      assertThat(network.context()).isEqualTo(NetworkContext.of(size[0], size[1]));
      Weights weights = Parameters.initialize(network.parameters(), "network");
      Batch y = apply(network, weights, Samples.normal(5, size[0], "network input"));
      assertThat(y.rows()).isEqualTo(5);
      assertThat(y.columns()).isEqualTo(size[1]);
      assertThat(y.isFinite()).isTrue();
    }
  }

  private static Batch apply(Network network, Weights weights, Batch x) {
    TensorFunction function =
        (s, in) -> Map.of("y", network.apply(s, NetworkInput.of(in.get("x"))));
    return Reference.evaluate(function, weights, Map.of("x", x)).get("y");
  }

  /** Rows do not see one another. */
  @Test
  default void treatsRowsAlone() {
    Network network = provider().create(settings(), NetworkContext.of(3, 2));
    Weights weights =
        Parameters.moved(Parameters.initialize(network.parameters(), "network"), "rows");
    Batch x = Samples.normal(4, 3, "network rows");
    Batch together = apply(network, weights, x);
    for (int row = 0; row < x.rows(); row++) {
      Batch alone = apply(network, weights, x.rows(row, row + 1));
      Samples.assertClose(alone, together.rows(row, row + 1), 1e-12);
    }
  }

  /** A network asks for the parameters it declares, and declares the same every time. */
  @Test
  default void declaresWhatItUses() {
    Network network = provider().create(settings(), NetworkContext.of(3, 2));
    Weights weights = Parameters.initialize(network.parameters(), "network");
    TreeSet<String> asked = new TreeSet<>();
    TensorFunction function =
        (s, in) ->
            Map.of("y", network.apply(Parameters.noting(s, asked), NetworkInput.of(in.get("x"))));
    Reference.evaluate(function, weights, Map.of("x", Samples.normal(2, 3, "network")));
    Parameters.assertAllUsed(asked, network.parameters());
    List<String> again =
        provider().create(settings(), NetworkContext.of(3, 2)).parameters().stream()
            .map(p -> p.name())
            .toList();
    assertThat(again).isEqualTo(List.copyOf(weights.values().keySet()));
  }

  /** A network runs on dual tensors and carries their tangents right. */
  @Test
  default void carriesTangents() {
    Network network = provider().create(settings(), NetworkContext.of(3, 2));
    Weights weights =
        Parameters.moved(Parameters.initialize(network.parameters(), "network"), "tangents");
    Batch x = Samples.normal(4, 3, "network x");
    Batch v = Samples.normal(4, 3, "network v");
    TensorFunction dual =
        (s, in) -> {
          Dual y =
              (Dual)
                  network.apply(Dual.scope(s), NetworkInput.of(Dual.of(in.get("x"), in.get("v"))));
          return Map.of("value", y.value(), "tangent", y.tangent());
        };
    Map<String, Batch> y = Reference.evaluate(dual, weights, Map.of("x", x, "v", v));
    Samples.assertClose(y.get("value"), apply(network, weights, x), 1e-12);
    Batch slope = Samples.slope(h -> apply(network, weights, Samples.moved(x, v, h)));
    Samples.assertClose(y.get("tangent"), slope, 1e-7);
  }
}
