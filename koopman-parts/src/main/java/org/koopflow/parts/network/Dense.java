package org.koopflow.parts.network;

import java.util.List;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * A fully connected layer {@code y = x W^T + c}, started uniformly within {@code gain /
 * sqrt(inputs)}.
 *
 * @param name first part of its parameters' names
 * @param inputs columns of x
 * @param outputs columns of y
 * @param gain scale of the first weights
 */
record Dense(String name, int inputs, int outputs, double gain) {
  List<Parameter> parameters() {
    Initializer uniform = Initializer.uniform(gain / Math.sqrt(inputs));
    return List.of(
        new Parameter(name + ".weight", new Shape(outputs, inputs), uniform),
        new Parameter(name + ".bias", new Shape(1, outputs), uniform));
  }

  Tensor apply(Scope scope, Tensor x) {
    return x.linear(scope.parameter(name + ".weight"), scope.parameter(name + ".bias"));
  }
}
