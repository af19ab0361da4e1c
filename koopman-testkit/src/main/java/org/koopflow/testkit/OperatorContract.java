package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.KoopmanOperator;
import org.koopflow.api.koopman.OperatorContext;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.koopman.Structure;
import org.koopflow.testkit.reference.Reference;

/**
 * What holds for every parametrisation of the generator.
 *
 * @param <S> its settings
 */
public interface OperatorContract<S extends Record> extends PluginContract<OperatorProvider<S>> {
  /** Observables to tell a low rank by. */
  int OBSERVABLES = 48;

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

  /** The layout to test with, under a condition of two coordinates. */
  private StateLayout conditional() {
    return new StateLayout(2, layout().observables());
  }

  private List<StateLayout> layouts() {
    return List.of(layout(), conditional());
  }

  private static Matrix generator(KoopmanOperator operator, Weights weights) {
    return Matrix.of(
        Reference.evaluate((scope, in) -> Map.of("L", operator.generator(scope)), weights, Map.of())
            .get("L"));
  }

  /** The generator keeps the constant and time, whatever the parameters are. */
  @Test
  default void keepsConstantAndTime() {
    assertKeeps(layout());
  }

  /** Under a condition the generator keeps that as well, whatever the parameters are. */
  @Test
  default void keepsACondition() {
    assertKeeps(conditional());
  }

  private void assertKeeps(StateLayout layout) {
    KoopmanOperator operator = provider().create(settings(), new OperatorContext(layout));
    assertThat(operator.layout()).isEqualTo(layout);
    Weights first = Parameters.initialize(operator.parameters(), "operator");
    Matrix start = required(layout, generator(operator, first));
    assertThat(start.isFinite()).isTrue();
    Matrix moved = required(layout, generator(operator, Parameters.moved(first, "operator")));
    assertThat(moved.isFinite()).isTrue();
    assertThat(moved).as("generator depends on its parameters").isNotEqualTo(start);
  }

  private static Matrix required(StateLayout layout, Matrix generator) {
    assertThatCode(() -> layout.require(generator)).doesNotThrowAnyException();
    return generator;
  }

  /** Every coordinate of a condition moves the observables, once the parameters are moved. */
  @Test
  default void isDrivenByACondition() {
    StateLayout layout = conditional();
    KoopmanOperator operator = provider().create(settings(), new OperatorContext(layout));
    Weights first = Parameters.initialize(operator.parameters(), "operator");
    Batch generator = generator(operator, Parameters.moved(first, "operator")).toBatch();
    Batch drive =
        layout.condition(generator.rows(layout.affine(), layout.dimension())).orElseThrow();
    for (int k = 0; k < layout.conditions(); k++) {
      assertThat(Arrays.stream(drive.columns(k, k + 1).doubles()).filter(entry -> entry != 0))
          .as("what coordinate %d of the condition moves", k)
          .isNotEmpty();
    }
  }

  /** The operator asks for the parameters it declares. */
  @Test
  default void declaresWhatItUses() {
    layouts().forEach(this::assertUses);
  }

  private void assertUses(StateLayout layout) {
    KoopmanOperator operator = provider().create(settings(), new OperatorContext(layout));
    Weights weights = Parameters.initialize(operator.parameters(), "operator");
    TreeSet<String> asked = new TreeSet<>();
    Reference.evaluate(
        (s, in) -> Map.of("L", operator.generator(Parameters.noting(s, asked))), weights, Map.of());
    Parameters.assertAllUsed(asked, operator.parameters());
  }

  /** The number of trained numbers is the sum of the sizes. */
  @Test
  default void countsItsParameters() {
    layouts().forEach(this::assertCounts);
  }

  private void assertCounts(StateLayout layout) {
    KoopmanOperator operator = provider().create(settings(), new OperatorContext(layout));
    long counted =
        Parameters.initialize(operator.parameters(), "operator").values().values().stream()
            .mapToLong(Batch::size)
            .sum();
    assertThat(operator.parameterCount()).isEqualTo(counted).isPositive();
  }

  /** The structure a provider promises is there, whatever the parameters are. */
  @Test
  default void keepsItsStructure() {
    KoopmanOperator operator = provider().create(settings(), new OperatorContext(layout()));
    Weights first = Parameters.initialize(operator.parameters(), "operator");
    for (Weights weights : List.of(first, Parameters.moved(first, "operator"))) {
      Matrix generator = generator(operator, weights);
      assertThat(generator.rows()).isEqualTo(layout().dimension());
      assertStructure(generator);
    }
  }

  /**
   * Checks that a generator has the structure the provider promises.
   *
   * @param generator a generator of the operator, n x n
   */
  default void assertStructure(Matrix generator) {
    Structure structure = provider().structure();
    if (structure.equals(Structure.ROTATION_SCALING_BLOCKS)) {
      assertBlocks(generator);
    } else if (structure.equals(Structure.DISSIPATIVE)) {
      assertDissipative(generator);
    } else if (structure.equals(Structure.DIAGONAL_PLUS_LOW_RANK)) {
      assertLowRank();
    } else {
      assertThat(structure)
          .as("a structure of one's own needs an assertStructure of one's own")
          .isEqualTo(Structure.DENSE);
    }
  }

  /**
   * What a diagonal plus a few columns leaves of a part that does not meet the diagonal. Among a
   * few observables it can be anything, so this looks at many.
   */
  private void assertLowRank() {
    StateLayout many = new StateLayout(OBSERVABLES);
    KoopmanOperator operator = provider().create(settings(), new OperatorContext(many));
    Weights weights =
        Parameters.moved(Parameters.initialize(operator.parameters(), "operator"), "many");
    Matrix coupling = generator(operator, weights);
    int half = OBSERVABLES / 2;
    double[][] part = new double[half][half];
    for (int i = 0; i < half; i++) {
      for (int j = 0; j < half; j++) {
        part[i][j] = coupling.get(many.indexOf(i), many.indexOf(half + j));
      }
    }
    assertThat(Rank.of(part)).as("rank of %d off-diagonal rows", half).isLessThan(half);
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

  /** An operator that takes a wanted generator has exactly that one afterwards. */
  @Test
  default void takesTheGeneratorItPromises() {
    layouts().forEach(this::assertTakes);
  }

  private void assertTakes(StateLayout layout) {
    KoopmanOperator operator = provider().create(settings(), new OperatorContext(layout));
    Batch random = Samples.normal(layout.observables(), layout.dimension(), "generator");
    Matrix wanted =
        Matrix.of(
            Reference.evaluate(
                    (scope, in) ->
                        Map.of(
                            "L",
                            layout.generator(
                                scope,
                                scope.constant(layout.one(random)),
                                scope.constant(layout.time(random)),
                                layout.condition(random).map(scope::constant),
                                scope.constant(layout.observables(random)))),
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
