package org.koopflow.testkit;

import java.util.List;
import org.koopflow.api.Selection;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.network.Networks;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * Gives a small network with one hidden layer whatever is selected. Liftings and teachers leave the
 * architecture to the specification, so their contracts need some network and no plug-in.
 */
public final class SmallNetworks implements Networks {
  private static final int HIDDEN = 8;

  /** Creates the source of networks. */
  public SmallNetworks() {}

  @Override
  public Network create(Selection<NetworkProvider<?>> selection, NetworkContext context) {
    return new Small(context);
  }

  private record Small(NetworkContext context) implements Network {
    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter("0.weight", new Shape(HIDDEN, context.inputs()), Initializer.normal(0.7)),
          new Parameter("0.bias", new Shape(1, HIDDEN), Initializer.normal(0.3)),
          new Parameter("1.weight", new Shape(context.outputs(), HIDDEN), Initializer.normal(0.4)),
          new Parameter("1.bias", new Shape(1, context.outputs()), Initializer.normal(0.3)));
    }

    @Override
    public Tensor apply(Scope scope, NetworkInput input) {
      return input
          .joined()
          .linear(scope.parameter("0.weight"), scope.parameter("0.bias"))
          .tanh()
          .linear(scope.parameter("1.weight"), scope.parameter("1.bias"));
    }
  }
}
