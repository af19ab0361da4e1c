package org.koopflow.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.koopflow.api.Matrix;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.StateLayout;

/** Exponentials and operators that fit, and those that do not. */
class ExponentialChoiceTest {
  private static final Plugins PLUGINS = Plugins.discover();
  private static final StateLayout LAYOUT = new StateLayout(2);

  private static ExponentialChoice choice(String exponential, String operator) {
    return new ExponentialChoice(PLUGINS, Selection.of(exponential), Selection.of(operator));
  }

  @ParameterizedTest
  @CsvSource({"dense", "low-rank", "dissipative"})
  void theClosedFormIsForBlocksAlone(String operator) {
    String[] complete = {
      "exponential 'block' needs rotation-scaling blocks, which operator '" + operator + "'",
      "does not give; with it use auto, eigen, euler-k, krylov, pade, taylor"
    };
    assertThatExceptionOfType(SpecificationException.class)
        .isThrownBy(() -> choice("block", operator).make(LAYOUT))
        .withMessage(String.join(" ", complete));
    assertThatExceptionOfType(SpecificationException.class)
        .isThrownBy(() -> choice("block", operator).onTensors(LAYOUT))
        .withMessage(String.join(" ", complete));
  }

  @ParameterizedTest
  @CsvSource({"pade", "eigen", "krylov"})
  void trainingNeedsADerivative(String exponential) {
    assertThat(choice(exponential, "block").make(LAYOUT)).isNotNull();
    assertThatExceptionOfType(SpecificationException.class)
        .isThrownBy(() -> choice(exponential, "block").onTensors(LAYOUT))
        .withMessage(
            "exponential '"
                + exponential
                + "' cannot be differentiated, which training needs; with operator 'block' use"
                + " auto, block, euler-k, taylor");
    assertThatExceptionOfType(SpecificationException.class)
        .isThrownBy(() -> choice(exponential, "dense").onTensors(LAYOUT))
        .withMessageEndingWith("with operator 'dense' use auto, euler-k, taylor");
  }

  @ParameterizedTest
  @CsvSource({"auto", "block", "euler-k", "taylor"})
  void blocksCanBeTrainedThrough(String exponential) {
    assertThat(choice(exponential, "block").onTensors(LAYOUT)).isNotNull();
  }

  @Test
  void theDefaultTakesTheClosedFormWhereThereIsOne() {
    Exponential auto = choice("auto", "block").make(LAYOUT);
    double[] generator = new double[16];
    generator[4] = 1;
    generator[8] = 0.3;
    generator[13] = -0.7;
    Matrix a = Matrix.of(4, 4, generator);
    Matrix closed = choice("block", "block").make(LAYOUT).exp(a);
    assertThat(auto.exp(a)).isEqualTo(closed);
    // Nothing else refuses a matrix for its entries.
    org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() -> auto.exp(Matrix.identity(4)));
    assertThat(choice("auto", "dense").make(LAYOUT).exp(Matrix.identity(4)))
        .isEqualTo(choice("pade", "dense").make(LAYOUT).exp(Matrix.identity(4)));
  }
}
