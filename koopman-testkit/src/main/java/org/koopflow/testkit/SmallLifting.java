package org.koopflow.testkit;

import java.util.List;
import java.util.stream.Stream;
import org.koopflow.api.Selection;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/**
 * A lifting of twelve observables by small networks each way, for contracts of liftings that are
 * built on another one.
 *
 * @param stateDimension dimension d of the states
 */
public record SmallLifting(int stateDimension) implements Lifting {
  private static final StateLayout LAYOUT = new StateLayout(12);
  private static final String ENCODER = "encoder";
  private static final String DECODER = "decoder";

  private Network encoder() {
    return new SmallNetworks()
        .create(
            Selection.of("small"), new NetworkContext(1 + stateDimension, LAYOUT.observables()));
  }

  private Network decoder() {
    return new SmallNetworks()
        .create(Selection.of("small"), new NetworkContext(LAYOUT.dimension(), stateDimension));
  }

  @Override
  public StateLayout layout() {
    return LAYOUT;
  }

  @Override
  public List<Parameter> parameters() {
    return Stream.concat(
            Parameter.under(ENCODER, encoder().parameters()).stream(),
            Parameter.under(DECODER, decoder().parameters()).stream())
        .toList();
  }

  @Override
  public Tensor observables(Scope scope, Tensor t, Tensor x) {
    return encoder().apply(scope.in(ENCODER), t.concatenate(Axis.COLUMNS, List.of(x)));
  }

  @Override
  public Tensor decode(Scope scope, Tensor z) {
    return decoder().apply(scope.in(DECODER), z);
  }
}
