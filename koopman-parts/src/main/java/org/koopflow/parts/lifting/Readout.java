package org.koopflow.parts.lifting;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.koopflow.api.Matrix;
import org.koopflow.api.Selection;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.network.Networks;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/** The way from a lifted state back to the state. */
interface Readout {
  /** What it is made with. */
  List<Parameter> parameters();

  /** States, rows x d, of lifted states, rows x n. */
  Tensor apply(Scope scope, Tensor z);

  /** Parameters that make it a wanted d x n map; empty if it is no free linear map. */
  default Optional<Weights> parametersOf(Matrix map) {
    return Optional.empty();
  }

  /** The kind a specification selects. A projection asks that x is first among the observables. */
  static Readout of(
      Decoder decoder,
      StateLayout layout,
      int stateDimension,
      Selection<NetworkProvider<?>> network,
      Networks networks) {
    return switch (decoder) {
      case PROJECTION -> new Projection(layout, stateDimension);
      case LINEAR -> new Linear(layout, stateDimension);
      case NETWORK ->
          new Learned(
              networks.create(network, NetworkContext.of(layout.dimension(), stateDimension)));
    };
  }

  /** The first observables. */
  record Projection(StateLayout layout, int stateDimension) implements Readout {
    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public Tensor apply(Scope scope, Tensor z) {
      return layout.observables(z).slice(Axis.COLUMNS, 0, stateDimension);
    }
  }

  /** A matrix. */
  record Linear(StateLayout layout, int stateDimension) implements Readout {
    private static final String WEIGHT = "weight";

    @Override
    public List<Parameter> parameters() {
      int n = layout.dimension();
      return List.of(
          new Parameter(
              WEIGHT, new Shape(stateDimension, n), Initializer.uniform(1 / Math.sqrt(n))));
    }

    @Override
    public Tensor apply(Scope scope, Tensor z) {
      return z.matmul(scope.parameter(WEIGHT).transpose());
    }

    @Override
    public Optional<Weights> parametersOf(Matrix map) {
      return Optional.of(new Weights(Map.of(WEIGHT, map.toBatch())));
    }
  }

  /** A network. */
  record Learned(Network network) implements Readout {
    @Override
    public List<Parameter> parameters() {
      return network.parameters();
    }

    @Override
    public Tensor apply(Scope scope, Tensor z) {
      return network.apply(scope, NetworkInput.of(z));
    }
  }
}
