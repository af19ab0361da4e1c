package org.koopflow.parts.lifting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * What stands in front of an encoder: time, state and condition, and beside the state the waves of
 * {@link FourierFeatures}.
 *
 * @param features which waves
 * @param space the rows that are lifted
 */
record FourierFront(FourierFeatures features, Space space) {
  private static final String TIME = "time";
  private static final String STATE = "state";

  /** What an encoder behind it is made for. A state with waves beside it is no image any more. */
  NetworkContext before(int outputs) {
    int waves = 2 * features.time() + 2 * features.state();
    Space seen =
        waves == 0 ? space : Space.of(space.dimension() + waves).withConditions(space.conditions());
    return new NetworkContext(seen, true, outputs);
  }

  List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    if (features.time() > 0) {
      parameters.add(
          new Parameter(TIME, new Shape(1, features.time()), harmonics(), features.trained()));
    }
    if (features.state() > 0) {
      parameters.add(
          new Parameter(
              STATE,
              new Shape(space.dimension(), features.state()),
              Initializer.normal(features.stateScale()),
              features.trained()));
    }
    return parameters;
  }

  private Initializer harmonics() {
    return (shape, random) -> {
      double[] frequencies = new double[shape.size()];
      for (int k = 0; k < frequencies.length; k++) {
        frequencies[k] = features.timeScale() * Math.PI * (k + 1);
      }
      return frequencies;
    };
  }

  NetworkInput apply(Scope scope, Tensor t, Tensor rows) {
    Tensor x = space.state(rows);
    List<Tensor> waves = new ArrayList<>();
    if (features.time() > 0) {
      addWaves(waves, t.matmul(scope.parameter(TIME)));
    }
    if (features.state() > 0) {
      addWaves(waves, x.matmul(scope.parameter(STATE)));
    }
    return new NetworkInput(
        waves.isEmpty() ? x : x.concatenate(Axis.COLUMNS, waves),
        Optional.of(t),
        space.condition(rows));
  }

  private static void addWaves(List<Tensor> columns, Tensor phases) {
    columns.add(phases.cos());
    columns.add(phases.sin());
  }
}
