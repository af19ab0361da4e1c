package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Tensor;
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

  /**
   * The rows to test with. Tests give them a condition themselves.
   *
   * @return vectors unless overridden, by an image for a network that sees nothing else; outputs
   *     are then multiples of its pixels
   */
  default Space space() {
    return Space.of(3);
  }

  /** Outputs come in multiples of this. */
  private int unit() {
    return space().image().map(ImageLayout::pixels).orElse(1);
  }

  /** What a network of states alone is made for. */
  private NetworkContext plain() {
    return new NetworkContext(space(), false, 2 * unit());
  }

  /** What a network of time, state and condition is made for. */
  private NetworkContext timed() {
    return new NetworkContext(space().withConditions(3), true, 2 * unit());
  }

  private List<NetworkContext> sizes() {
    return space().image().isPresent()
        ? IntStream.of(2, 1, 7)
            .mapToObj(channels -> new NetworkContext(space(), false, channels * unit()))
            .toList()
        : List.of(NetworkContext.of(3, 2), NetworkContext.of(1, 1), NetworkContext.of(2, 7));
  }

  /** A network has the size asked for, and its result as many rows as its input. */
  @Test
  default void hasTheSizeAskedFor() {
    for (NetworkContext context : sizes()) {
      Network network = provider().create(settings(), context);
      assertThat(network.context()).isEqualTo(context);
      Weights weights = Parameters.initialize(network.parameters(), "network");
      Batch x = Samples.rows(context.space(), 5, "network input");
      Batch y = apply(network, weights, x);
      assertThat(y.rows()).isEqualTo(5);
      assertThat(y.columns()).isEqualTo(context.outputs());
      assertThat(y.isFinite()).isTrue();
    }
  }

  private static Batch apply(Network network, Weights weights, Batch t, Batch rows) {
    TensorFunction function =
        (s, in) ->
            Map.of(
                "y",
                network.apply(
                    s, NetworkInput.of(network.context().space(), in.get("t"), in.get("x"))));
    return Reference.evaluate(function, weights, Map.of("t", t, "x", rows)).get("y");
  }

  /** A network that is given time and a condition depends on both, row by row. */
  @Test
  default void knowsTimeAndCondition() {
    NetworkContext context = timed();
    Network network = provider().create(settings(), context);
    assertThat(network.context()).isEqualTo(context);
    Weights weights =
        Parameters.moved(Parameters.initialize(network.parameters(), "network"), "timed");
    Space space = network.context().space();
    Batch t = Samples.uniform(6, 1, 0.1, 0.9, "network t");
    Batch rows = Samples.rows(space, 6, "network timed");
    Batch y = apply(network, weights, t, rows);
    assertThat(y.rows()).isEqualTo(6);
    assertThat(y.columns()).isEqualTo(context.outputs());
    assertThat(y.isFinite()).isTrue();
    for (int row = 0; row < 6; row++) {
      Batch alone = apply(network, weights, t.rows(row, row + 1), rows.rows(row, row + 1));
      Samples.assertClose(alone, y.rows(row, row + 1), 1e-12);
    }
    assertThat(apply(network, weights, Samples.uniform(6, 1, 0.1, 0.9, "other t"), rows))
        .as("at other times")
        .isNotEqualTo(y);
    Batch one = space.join(space.state(rows), Optional.of(Samples.classes(6, 1, 3)));
    assertThat(apply(network, weights, t, one)).as("under other conditions").isNotEqualTo(y);
  }

  private static Batch apply(Network network, Weights weights, Batch x) {
    TensorFunction function =
        (s, in) -> Map.of("y", network.apply(s, NetworkInput.of(in.get("x"))));
    return Reference.evaluate(function, weights, Map.of("x", x)).get("y");
  }

  /** Rows do not see one another. */
  @Test
  default void treatsRowsAlone() {
    Network network = provider().create(settings(), plain());
    Weights weights =
        Parameters.moved(Parameters.initialize(network.parameters(), "network"), "rows");
    Batch x = Samples.rows(space(), 4, "network rows");
    Batch together = apply(network, weights, x);
    for (int row = 0; row < x.rows(); row++) {
      Batch alone = apply(network, weights, x.rows(row, row + 1));
      Samples.assertClose(alone, together.rows(row, row + 1), 1e-12);
    }
  }

  /** A network asks for the parameters it declares, and declares the same every time. */
  @Test
  default void declaresWhatItUses() {
    assertUses(plain());
    assertUses(timed());
  }

  private void assertUses(NetworkContext context) {
    Network network = provider().create(settings(), context);
    Weights weights = Parameters.initialize(network.parameters(), "network");
    TreeSet<String> asked = new TreeSet<>();
    TensorFunction function =
        (s, in) -> {
          Tensor x = in.get("x");
          return Map.of(
              "y",
              network.apply(
                  Parameters.noting(s, asked),
                  context.timed()
                      ? NetworkInput.of(context.space(), in.get("t"), x)
                      : NetworkInput.of(x)));
        };
    Batch rows = Samples.rows(context.space(), 2, "network");
    Reference.evaluate(function, weights, Map.of("t", Batch.filled(2, 1, 0.5), "x", rows));
    Parameters.assertAllUsed(asked, network.parameters());
    List<String> again =
        provider().create(settings(), context).parameters().stream().map(p -> p.name()).toList();
    assertThat(again).isEqualTo(List.copyOf(weights.values().keySet()));
  }

  /** A network runs on dual tensors and carries their tangents right. */
  @Test
  default void carriesTangents() {
    Network network = provider().create(settings(), plain());
    Weights weights =
        Parameters.moved(Parameters.initialize(network.parameters(), "network"), "tangents");
    Batch x = Samples.rows(space(), 4, "network x");
    Batch v = Samples.rows(space(), 4, "network v");
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

  /** Under a condition that stands still, tangents of time and state are carried right. */
  @Test
  default void carriesTangentsOfTimeAndState() {
    Network network = provider().create(settings(), timed());
    Weights weights =
        Parameters.moved(Parameters.initialize(network.parameters(), "network"), "timed");
    Space space = network.context().space();
    Batch t = Samples.uniform(4, 1, 0.1, 0.9, "network t");
    Batch rows = Samples.rows(space, 4, "network x");
    Batch v = space.moving(Samples.normal(4, space.dimension(), "network v"));
    Batch ones = Batch.filled(4, 1, 1);
    TensorFunction dual =
        (s, in) -> {
          Dual time = Dual.of(in.get("t"), s.filled(in.get("t").shape(), 1));
          Dual row = Dual.of(in.get("x"), in.get("v"));
          Dual y = (Dual) network.apply(Dual.scope(s), NetworkInput.of(space, time, row));
          return Map.of("value", y.value(), "tangent", y.tangent());
        };
    Map<String, Batch> y = Reference.evaluate(dual, weights, Map.of("t", t, "x", rows, "v", v));
    Samples.assertClose(y.get("value"), apply(network, weights, t, rows), 1e-12);
    Batch slope =
        Samples.slope(
            h -> apply(network, weights, Samples.moved(t, ones, h), Samples.moved(rows, v, h)));
    Samples.assertClose(y.get("tangent"), slope, 1e-7);
  }
}
