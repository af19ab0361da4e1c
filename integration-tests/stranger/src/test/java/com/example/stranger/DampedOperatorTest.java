package com.example.stranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.KoopmanOperator;
import org.koopflow.api.koopman.OperatorContext;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.testkit.OperatorContract;
import org.koopflow.testkit.reference.Reference;

class DampedOperatorTest implements OperatorContract<DampedOperatorProvider.Settings> {
  @Override
  public DampedOperatorProvider provider() {
    return new DampedOperatorProvider();
  }

  /** The symmetric part of A is the damping, so no observable grows whatever the weights are. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void onlyTheDampingIsSymmetric(int m) {
    for (long seed = 0; seed < 12; seed++) {
      assertOnlyDampingIsSymmetric(m, seed);
    }
  }

  private void assertOnlyDampingIsSymmetric(int m, long seed) {
    StateLayout wanted = new StateLayout(m);
    KoopmanOperator operator = provider().create(settings(), new OperatorContext(wanted));
    RandomStreams random = new RandomStreams(seed);
    Weights weights =
        Parameter.initialize(operator.parameters(), random)
            .map(w -> RandomStreams.normal(w.rows(), w.columns(), random.stream("" + w)));
    Matrix generator =
        Matrix.of(
            Reference.evaluate(
                    (scope, in) -> Map.of("L", operator.generator(scope)), weights, Map.of())
                .get("L"));
    Batch r = weights.get("r");
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        double symmetric =
            (generator.get(wanted.indexOf(i), wanted.indexOf(j))
                    + generator.get(wanted.indexOf(j), wanted.indexOf(i)))
                / 2;
        double expected = i == j ? -Math.exp(r.get(0, i)) : 0;
        assertThat(symmetric)
            .as("entry (%s, %s), seed %s", i, j, seed)
            .isCloseTo(expected, Offset.offset(1e-14 * (1 + Math.abs(expected))));
      }
    }
  }

  @Test
  void refusesGrowth() {
    for (double damping : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new DampedOperatorProvider.Settings(damping))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("got " + damping);
    }
  }
}
