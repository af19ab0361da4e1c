package org.koopflow.parts.lifting;

import java.util.ArrayList;
import java.util.List;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * What stands in front of an encoder: {@code [t, x]} and the waves of {@link FourierFeatures}.
 *
 * @param features which waves
 * @param stateDimension columns of x
 */
record FourierFront(FourierFeatures features, int stateDimension) {
  private static final String TIME = "time";
  private static final String STATE = "state";

  /** Columns of what {@link #apply} gives. */
  int outputs() {
    return 1 + stateDimension + 2 * features.time() + 2 * features.state();
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
              new Shape(stateDimension, features.state()),
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

  Tensor apply(Scope scope, Tensor t, Tensor x) {
    List<Tensor> columns = new ArrayList<>(List.of(x));
    if (features.time() > 0) {
      addWaves(columns, t.matmul(scope.parameter(TIME)));
    }
    if (features.state() > 0) {
      addWaves(columns, x.matmul(scope.parameter(STATE)));
    }
    return t.concatenate(Axis.COLUMNS, columns);
  }

  private static void addWaves(List<Tensor> columns, Tensor phases) {
    columns.add(phases.cos());
    columns.add(phases.sin());
  }
}
