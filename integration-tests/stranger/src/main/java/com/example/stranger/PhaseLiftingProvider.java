package com.example.stranger;

import java.util.List;
import java.util.stream.Stream;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Selection;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.LiftingContext;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * Waves as coordinates: a network gives phases {@code p(t, x)}, the observables are {@code [cos p,
 * sin p]}, and a linear map reads the state back. All observables are bounded, whatever the state.
 */
public final class PhaseLiftingProvider implements LiftingProvider<PhaseLiftingProvider.Settings> {
  /**
   * Size of the lifting.
   *
   * @param dimension number m of observables, even: a cosine and a sine for each phase
   * @param network architecture of the network that gives the phases
   */
  public record Settings(int dimension, Selection<NetworkProvider<?>> network) {
    /**
     * Checks the number.
     *
     * @param dimension number of observables
     * @param network architecture of the network
     */
    public Settings {
      if (dimension < 2 || dimension % 2 != 0) {
        throw new InvalidSettingException(
            "dimension", "must be even and at least 2, got " + dimension);
      }
    }
  }

  /** Creates the provider. */
  public PhaseLiftingProvider() {}

  @Override
  public String name() {
    return "phases";
  }

  @Override
  public String summary() {
    return "cosines and sines of learned phases, read back by a linear map";
  }

  @Override
  public Settings defaults() {
    return new Settings(64, Selection.of("gated"));
  }

  @Override
  public Lifting create(Settings settings, LiftingContext context) {
    Network phases =
        context
            .networks()
            .create(
                settings.network,
                new NetworkContext(context.space(), true, settings.dimension / 2));
    StateLayout layout = new StateLayout(context.space().conditions(), settings.dimension);
    return new PhaseLifting(layout, context.space(), phases);
  }

  private record PhaseLifting(StateLayout layout, Space space, Network phases) implements Lifting {
    @Override
    public List<Parameter> parameters() {
      int n = layout.dimension();
      Initializer initializer = Initializer.normal(1 / Math.sqrt(n));
      Parameter readout = new Parameter("readout", new Shape(n, space.dimension()), initializer);
      return Stream.concat(
              Parameter.under("phases", phases.parameters()).stream(), Stream.of(readout))
          .toList();
    }

    @Override
    public Tensor observables(Scope scope, Tensor t, Tensor x) {
      Tensor p = phases.apply(scope.in("phases"), NetworkInput.of(space, t, x));
      return p.cos().concatenate(Axis.COLUMNS, List.of(p.sin()));
    }

    @Override
    public Tensor decode(Scope scope, Tensor z) {
      return z.matmul(scope.parameter("readout"));
    }
  }
}
