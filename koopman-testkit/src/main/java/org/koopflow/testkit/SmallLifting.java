package org.koopflow.testkit;

import java.util.List;
import java.util.stream.Stream;
import org.koopflow.api.Selection;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/**
 * A lifting of twelve observables by small networks each way, for contracts of liftings that are
 * built on another one.
 *
 * @param space the rows it lifts
 */
public record SmallLifting(Space space) implements Lifting {
  private static final int OBSERVABLES = 12;
  private static final String ENCODER = "encoder";
  private static final String DECODER = "decoder";

  private Network encoder() {
    return new SmallNetworks()
        .create(Selection.of("small"), new NetworkContext(space, true, OBSERVABLES));
  }

  private Network decoder() {
    return new SmallNetworks()
        .create(Selection.of("small"), NetworkContext.of(layout().dimension(), space.dimension()));
  }

  @Override
  public StateLayout layout() {
    return new StateLayout(space.conditions(), OBSERVABLES);
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
    return encoder().apply(scope.in(ENCODER), NetworkInput.of(space, t, x));
  }

  @Override
  public Tensor decode(Scope scope, Tensor z) {
    return decoder().apply(scope.in(DECODER), NetworkInput.of(z));
  }
}
