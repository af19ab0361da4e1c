package org.koopflow.parts.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.koopflow.api.Batch;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/**
 * What modulates images: features of time and condition, {@code silu(W [t, sin(w t), cos(w t), c] +
 * b)} with the frequencies w = 1, 2, 4, 8, 16 radians per unit of time. Faster waves would be felt
 * in the Lie derivative, which they enter times their frequency.
 *
 * @param context says what there is to see
 * @param layer the fully connected layer
 */
record Signal(NetworkContext context, Dense layer) {
  private static final int WAVES = 5;

  /** Features of what the context says is seen; empty if that is neither time nor condition. */
  static Optional<Signal> of(NetworkContext context, int width) {
    int inputs = (context.timed() ? 1 + 2 * WAVES : 0) + context.space().conditions();
    return inputs == 0
        ? Optional.empty()
        : Optional.of(new Signal(context, new Dense("signal", inputs, width, 1)));
  }

  List<Parameter> parameters() {
    return layer.parameters();
  }

  /** The features, rows x width. */
  Tensor apply(Scope scope, NetworkInput input) {
    List<Tensor> parts = new ArrayList<>();
    if (context.timed()) {
      Tensor t = input.time().orElseThrow();
      Tensor phases = t.matmul(scope.constant(frequencies()));
      parts.addAll(List.of(t, phases.sin(), phases.cos()));
    }
    if (context.space().conditions() > 0) {
      parts.add(input.condition().orElseThrow());
    }
    Tensor all =
        parts.size() == 1
            ? parts.get(0)
            : parts.get(0).concatenate(Axis.COLUMNS, parts.subList(1, parts.size()));
    return layer.apply(scope, all).silu();
  }

  private static Batch frequencies() {
    return Batch.ofDoubles(1, WAVES, IntStream.range(0, WAVES).mapToDouble(k -> 1 << k).toArray());
  }
}
