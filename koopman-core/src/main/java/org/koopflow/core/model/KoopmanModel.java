package org.koopflow.core.model;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.KoopmanOperator;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.OperatorContext;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.Experiment;
import org.koopflow.numerics.host.HostFunctions;

/**
 * A lifting and an operator on the same layout, with their parameters under {@code lifting} and
 * {@code operator}. Describes a model; holds no numbers.
 *
 * @param lifting the coordinates
 * @param operator the generator
 */
public record KoopmanModel(Lifting lifting, KoopmanOperator operator) {
  private static final String LIFTING = "lifting";
  private static final String OPERATOR = "operator";

  /**
   * Checks that both mean the same state.
   *
   * @param lifting the coordinates
   * @param operator the generator
   */
  public KoopmanModel {
    if (!lifting.layout().equals(operator.layout())) {
      throw new IllegalArgumentException(
          "the lifting gives " + lifting.layout() + ", the operator moves " + operator.layout());
    }
  }

  /**
   * The model a specification describes.
   *
   * @param plugins make lifting and operator
   * @param experiment names them
   * @param space the rows that flow
   * @return the model
   * @throws org.koopflow.api.SpecificationException if the settings do not fit the dimension
   */
  public static KoopmanModel of(Plugins plugins, Experiment experiment, Space space) {
    Lifting lifting = plugins.liftings().create(experiment.lifting(), space);
    return new KoopmanModel(
        lifting,
        plugins.create(
            OperatorProvider.class, experiment.operator(), new OperatorContext(lifting.layout())));
  }

  /**
   * All parameters.
   *
   * @return those of the lifting, then those of the operator
   */
  public List<Parameter> parameters() {
    return Stream.concat(
            Parameter.under(LIFTING, lifting.parameters()).stream(),
            Parameter.under(OPERATOR, operator.parameters()).stream())
        .toList();
  }

  /**
   * The parameters that training leaves as they are.
   *
   * @return their names
   */
  public Set<String> frozen() {
    return parameters().stream()
        .filter(parameter -> !parameter.trained())
        .map(Parameter::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The part of the weights that is the lifting's.
   *
   * @param weights values of all parameters
   * @return values by the names the lifting uses
   */
  public Weights liftingWeights(Weights weights) {
    return weights.in(LIFTING);
  }

  /**
   * Fits the lifting's first values to where the flow is.
   *
   * @param drawn first values of all parameters
   * @param t times, rows x 1
   * @param x points of the path, whole rows
   * @return values of the same names
   */
  public Weights adapt(Weights drawn, Batch t, Batch x) {
    return lifting
        .adapt(drawn.in(LIFTING), t, x)
        .under(LIFTING)
        .and(drawn.in(OPERATOR).under(OPERATOR));
  }

  /**
   * Values of the parameters that give a wanted generator and, where the decoder has parameters, a
   * wanted linear decoder.
   *
   * @param generator L, n x n
   * @param readout the map C of {@code D(z) = C z}, d x n
   * @return values of the operator's parameters and of a linear decoder's
   * @throws IllegalArgumentException if the operator cannot take every generator
   */
  public Weights weightsOf(Matrix generator, Matrix readout) {
    return weightsOf(generator, lifting.decoderOf(readout).orElse(Weights.EMPTY));
  }

  /**
   * Values of parameters that give a wanted generator, beside those of the lifting.
   *
   * @param generator L, n x n
   * @param liftingWeights values by the names the lifting uses
   * @return both, by the names of this model
   * @throws IllegalArgumentException if the operator cannot take every generator
   */
  public Weights weightsOf(Matrix generator, Weights liftingWeights) {
    Weights moving =
        operator
            .parametersOf(generator)
            .orElseThrow(
                () -> new IllegalArgumentException("the operator cannot take every generator"));
    return liftingWeights.under(LIFTING).and(moving.under(OPERATOR));
  }

  /**
   * Lifts states.
   *
   * @param scope holds all parameters
   * @param t times, rows x 1
   * @param x states, whole rows
   * @return Phi(t, x), rows x n
   */
  public Tensor lift(Scope scope, Tensor t, Tensor x) {
    return lifting.lift(scope.in(LIFTING), t, x);
  }

  /**
   * Reads states back.
   *
   * @param scope holds all parameters
   * @param z lifted states, rows x n
   * @return D(z), which is x alone, rows x d
   */
  public Tensor decode(Scope scope, Tensor z) {
    return lifting.decode(scope.in(LIFTING), z);
  }

  /**
   * Reads whole rows back.
   *
   * @param scope holds the parameters of the model
   * @param z lifted states, rows x n
   * @return {@code [D(z), c]}, state and condition
   */
  public Tensor rows(Scope scope, Tensor z) {
    return lifting.space().join(decode(scope, z), lifting.layout().condition(z));
  }

  /**
   * The generator inside a function of tensors.
   *
   * @param scope holds all parameters
   * @return L, n x n
   */
  public Tensor generator(Scope scope) {
    return operator.generator(scope.in(OPERATOR));
  }

  /**
   * The generator in double precision, by the code that trains it.
   *
   * @param weights values of all parameters
   * @return L, n x n
   */
  public Matrix generator(Weights weights) {
    Map<String, Batch> result =
        HostFunctions.evaluate(
            (scope, inputs) -> Map.of("generator", operator.generator(scope)),
            weights.in(OPERATOR),
            Map.of());
    return lifting.layout().require(Matrix.of(result.get("generator")));
  }
}
