package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.KoopmanOperator;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.testkit.reference.Reference;

/**
 * What holds for every parametrisation of the generator.
 *
 * @param <S> its settings
 */
public interface OperatorContract<S extends Record> extends PluginContract<OperatorProvider<S>> {
  /**
   * The settings to test with.
   *
   * @return the defaults unless overridden
   */
  default S settings() {
    return provider().defaults();
  }

  /**
   * The layout to test with.
   *
   * @return four observables unless overridden
   */
  default StateLayout layout() {
    return new StateLayout(4);
  }

  private static Matrix generator(KoopmanOperator operator, Weights weights) {
    return Matrix.of(
        Reference.evaluate((scope, in) -> Map.of("L", operator.generator(scope)), weights, Map.of())
            .get("L"));
  }

  /** The generator keeps the constant and time, whatever the parameters are. */
  @Test
  default void keepsConstantAndTime() {
    KoopmanOperator operator = provider().create(settings(), layout());
    assertThat(operator.layout()).isEqualTo(layout());
    Weights first = Parameters.initialize(operator.parameters(), "operator");
    Matrix start = layout().require(generator(operator, first));
    assertThat(start.isFinite()).isTrue();
    Matrix moved = layout().require(generator(operator, Parameters.moved(first, "operator")));
    assertThat(moved.isFinite()).isTrue();
    assertThat(moved).as("generator depends on its parameters").isNotEqualTo(start);
  }

  /** The operator asks for the parameters it declares. */
  @Test
  default void declaresWhatItUses() {
    KoopmanOperator operator = provider().create(settings(), layout());
    Weights weights = Parameters.initialize(operator.parameters(), "operator");
    TreeSet<String> asked = new TreeSet<>();
    Reference.evaluate(
        (s, in) -> Map.of("L", operator.generator(Parameters.noting(s, asked))), weights, Map.of());
    Parameters.assertAllUsed(asked, operator.parameters());
  }

  /** An operator that takes a wanted generator has exactly that one afterwards. */
  @Test
  default void takesTheGeneratorItPromises() {
    KoopmanOperator operator = provider().create(settings(), layout());
    Batch random = Samples.normal(layout().observables(), layout().dimension(), "generator");
    Matrix wanted =
        Matrix.of(
            Reference.evaluate(
                    (scope, in) ->
                        Map.of(
                            "L",
                            layout()
                                .generator(
                                    scope,
                                    scope.constant(layout().one(random)),
                                    scope.constant(layout().time(random)),
                                    scope.constant(layout().observables(random)))),
                    Weights.EMPTY,
                    Map.of())
                .get("L"));
    operator
        .parametersOf(wanted)
        .ifPresent(
            weights -> {
              Parameters.assertSizes(weights, operator.parameters());
              Samples.assertClose(generator(operator, weights).toBatch(), wanted.toBatch(), 1e-12);
            });
  }
}
