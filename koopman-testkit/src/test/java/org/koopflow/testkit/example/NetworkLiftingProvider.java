package org.koopflow.testkit.example;

import java.util.ArrayList;
import java.util.List;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Selection;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.LiftingContext;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/** A network each way. */
public final class NetworkLiftingProvider implements LiftingProvider<NoSettings> {
  @Override
  public String name() {
    return "network";
  }

  @Override
  public String summary() {
    return "a network each way";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public Lifting create(NoSettings settings, LiftingContext context) {
    Space space = context.space();
    StateLayout layout = new StateLayout(space.conditions(), 5);
    return new NetworkLifting(
        layout,
        space,
        context
            .networks()
            .create(Selection.of("small"), new NetworkContext(space, true, layout.observables())),
        context
            .networks()
            .create(
                Selection.of("small"), NetworkContext.of(layout.observables(), space.dimension())));
  }

  private record NetworkLifting(StateLayout layout, Space space, Network encoder, Network decoder)
      implements Lifting {
    @Override
    public List<Parameter> parameters() {
      List<Parameter> all = new ArrayList<>(Parameter.under("encoder", encoder.parameters()));
      all.addAll(Parameter.under("decoder", decoder.parameters()));
      return all;
    }

    @Override
    public Tensor observables(Scope scope, Tensor t, Tensor x) {
      return encoder.apply(scope.in("encoder"), NetworkInput.of(space, t, x));
    }

    @Override
    public Tensor decode(Scope scope, Tensor z) {
      return decoder.apply(scope.in("decoder"), NetworkInput.of(layout.observables(z)));
    }
  }
}
