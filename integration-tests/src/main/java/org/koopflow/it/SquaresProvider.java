package org.koopflow.it;

import java.util.List;
import org.koopflow.api.NoSettings;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.network.Networks;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/** A lifting by an author who knows the api alone; the README shows this code. */
public final class SquaresProvider implements LiftingProvider<NoSettings> {
  /** Creates the provider. */
  public SquaresProvider() {}

  @Override
  public String name() {
    return "squares";
  }

  @Override
  public String summary() {
    return "the state and its squares";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public Lifting create(NoSettings settings, int stateDimension, Networks networks) {
    return new Squares(new StateLayout(2 * stateDimension), stateDimension);
  }

  record Squares(StateLayout layout, int stateDimension) implements Lifting {
    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public Tensor observables(Scope scope, Tensor t, Tensor x) {
      return x.concatenate(Axis.COLUMNS, List.of(x.square()));
    }

    @Override
    public Tensor decode(Scope scope, Tensor z) {
      return layout.observables(z).slice(Axis.COLUMNS, 0, stateDimension);
    }
  }
}
