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
import org.koopflow.api.tensor.Axis;
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
    StateLayout layout = new StateLayout(5);
    return new NetworkLifting(
        layout,
        context.stateDimension(),
        context
            .networks()
            .create(
                Selection.of("small"),
                new NetworkContext(1 + context.stateDimension(), layout.observables())),
        context
            .networks()
            .create(
                Selection.of("small"),
                new NetworkContext(layout.observables(), context.stateDimension())));
  }

  private record NetworkLifting(
      StateLayout layout, int stateDimension, Network encoder, Network decoder) implements Lifting {
    @Override
    public List<Parameter> parameters() {
      List<Parameter> all = new ArrayList<>(Parameter.under("encoder", encoder.parameters()));
      all.addAll(Parameter.under("decoder", decoder.parameters()));
      return all;
    }

    @Override
    public Tensor observables(Scope scope, Tensor t, Tensor x) {
      return encoder.apply(scope.in("encoder"), t.concatenate(Axis.COLUMNS, List.of(x)));
    }

    @Override
    public Tensor decode(Scope scope, Tensor z) {
      return decoder.apply(scope.in("decoder"), layout.observables(z));
    }
  }
}
