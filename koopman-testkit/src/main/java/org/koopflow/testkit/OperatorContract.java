package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

  /** The number of trained numbers is the sum of the sizes. */
  @Test
  default void countsItsParameters() {
    KoopmanOperator operator = provider().create(settings(), layout());
    long counted =
        Parameters.initialize(operator.parameters(), "operator").values().values().stream()
            .mapToLong(Batch::size)
            .sum();
    assertThat(operator.parameterCount()).isEqualTo(counted).isPositive();
  }

  /** The structure a provider promises is there, whatever the parameters are. */
  @Test
  default void keepsItsStructure() {
    KoopmanOperator operator = provider().create(settings(), layout());
    Weights first = Parameters.initialize(operator.parameters(), "operator");
    for (Weights weights : List.of(first, Parameters.moved(first, "operator"))) {
      Matrix generator = generator(operator, weights);
      switch (provider().structure()) {
        case ROTATION_SCALING_BLOCKS -> assertBlocks(generator);
        case DISSIPATIVE -> assertDissipative(generator);
        case DENSE, DIAGONAL_PLUS_LOW_RANK ->
            assertThat(generator.rows()).isEqualTo(layout().dimension());
      }
    }
  }

  private void assertBlocks(Matrix generator) {
    int m = layout().observables();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        double entry = generator.get(layout().indexOf(i), layout().indexOf(j));
        int partner = i ^ 1;
        double expected =
            j == i
                ? generator.get(layout().indexOf(partner), layout().indexOf(partner))
                : j == partner ? -generator.get(layout().indexOf(j), layout().indexOf(i)) : 0;
        assertThat(entry).as("row %s, column %s", i, j).isEqualTo(expected);
      }
    }
  }

  private void assertDissipative(Matrix generator) {
    int m = layout().observables();
    Matrix directions = Matrix.of(Samples.normal(50, m, "directions"));
    for (int k = 0; k < directions.rows(); k++) {
      double growth = 0;
      double length = 0;
      for (int i = 0; i < m; i++) {
        length += directions.get(k, i) * directions.get(k, i);
        for (int j = 0; j < m; j++) {
          growth +=
              directions.get(k, i)
                  * generator.get(layout().indexOf(i), layout().indexOf(j))
                  * directions.get(k, j);
        }
      }
      assertThat(growth / length).as("growth along a direction").isLessThanOrEqualTo(1e-12);
    }
  }
}
