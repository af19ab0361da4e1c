package org.koopflow.core.training;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.spec.Experiment;
import org.koopflow.numerics.host.HostScope;
import org.koopflow.numerics.host.HostTensor;

/**
 * What can be fitted in closed form: observables that are not trained, a decoder that is a linear
 * map or has nothing to fit, and an operator that can take any generator.
 */
final class ClosedForm {
  private static final String KEY = "training.method edmd ";

  private ClosedForm() {}

  /** Refuses what cannot, with advice. */
  static void require(Experiment experiment, KoopmanModel model) {
    Lifting lifting = model.lifting();
    StateLayout layout = lifting.layout();
    String name = "lifting '" + experiment.lifting().type() + "'";
    Set<String> observed = trained(lifting, (scope, tx) -> lifting.lift(scope, tx[0], tx[1]));
    if (!observed.isEmpty()) {
      throw new SpecificationException(
          KEY
              + "fits no observables, but those of "
              + name
              + " are trained ("
              + String.join(", ", observed)
              + "); take a dictionary that is not, such as polynomial, radial-basis or"
              + " random-fourier, or training.method gradient");
    }
    Set<String> decoded =
        trained(lifting, (scope, tx) -> lifting.decode(scope, zeros(1, layout.dimension())));
    Matrix readout = Matrix.zeros(lifting.space().dimension(), layout.dimension());
    if (!decoded.isEmpty() && lifting.decoderOf(readout).isEmpty()) {
      throw new SpecificationException(
          KEY
              + "fits a linear decoder, and the decoder of "
              + name
              + " is none; set lifting.decoder to projection or linear, or training.method to"
              + " gradient");
    }
    if (model.operator().parametersOf(still(layout)).isEmpty()) {
      throw new SpecificationException(
          KEY
              + "finds any generator, and operator '"
              + experiment.operator().type()
              + "' cannot take every one; take operator dense, or training.method gradient");
    }
    int points = experiment.training().edmd().points();
    if (points < layout.dimension()) {
      throw new SpecificationException(
          "training.edmd.points is "
              + points
              + ", but the lifted state has "
              + layout.dimension()
              + " coordinates, and there must be at least as many points");
    }
  }

  /** Names of the trained parameters a function of a time and a state asks for. */
  private static Set<String> trained(
      Lifting lifting, BiFunction<Scope, Tensor[], Tensor> function) {
    Weights weights = Parameter.initialize(lifting.parameters(), new RandomStreams(0));
    Set<String> asked = new TreeSet<>();
    Tensor[] point = {zeros(1, 1), zeros(1, lifting.space().columns())};
    function.apply(noting(new HostScope(weights), asked), point);
    return lifting.parameters().stream()
        .filter(parameter -> parameter.trained() && asked.contains(parameter.name()))
        .map(Parameter::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static HostTensor zeros(int rows, int columns) {
    return HostTensor.of(Matrix.zeros(rows, columns));
  }

  /** The generator of observables that stand still. */
  private static Matrix still(StateLayout layout) {
    int m = layout.observables();
    return HostTensor.require(
            layout.generator(
                new HostScope(Weights.EMPTY),
                zeros(m, 1),
                zeros(m, 1),
                layout.conditions() == 0
                    ? Optional.empty()
                    : Optional.of(zeros(m, layout.conditions())),
                zeros(m, m)))
        .toMatrix();
  }

  private static Scope noting(Scope scope, Set<String> asked) {
    return new Scope() {
      @Override
      public Tensor parameter(String name) {
        asked.add(name);
        return scope.parameter(name);
      }

      @Override
      public Tensor constant(Batch value) {
        return scope.constant(value);
      }

      @Override
      public Tensor filled(Shape shape, double value) {
        return scope.filled(shape, value);
      }
    };
  }
}
