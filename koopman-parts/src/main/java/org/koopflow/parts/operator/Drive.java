package org.koopflow.parts.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * What drives the observables from outside, {@code b + a t + C c}: free in every operator, and 0 at
 * the start. What differs between operators is the coupling A.
 *
 * @param layout layout of the lifted state
 */
record Drive(StateLayout layout) {
  static final String TIME = "a";
  static final String CONSTANT = "b";
  static final String CONDITION = "C";

  /** The parameters of a coupling, and those of the drive behind them. */
  List<Parameter> behind(Parameter... coupling) {
    int m = layout.observables();
    List<Parameter> all = new ArrayList<>(List.of(coupling));
    Stream.of(TIME, CONSTANT).map(name -> still(name, new Shape(m, 1))).forEach(all::add);
    if (layout.conditions() > 0) {
      all.add(still(CONDITION, new Shape(m, layout.conditions())));
    }
    return all;
  }

  private static Parameter still(String name, Shape shape) {
    return new Parameter(name, shape, Initializer.constant(0));
  }

  /** The generator with a coupling A, m x m. */
  Tensor generator(Scope scope, Tensor coupling) {
    return layout.generator(
        scope,
        scope.parameter(CONSTANT),
        scope.parameter(TIME),
        layout.conditions() == 0 ? Optional.empty() : Optional.of(scope.parameter(CONDITION)),
        coupling);
  }
}
