package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Matrix;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.testkit.reference.Reference;

/**
 * What holds for every way to compute the matrix exponential: closed forms and laws.
 *
 * @param <S> its settings
 */
public interface ExponentialContract<S extends Record>
    extends PluginContract<ExponentialProvider<S>> {
  /**
   * The settings to test with.
   *
   * @return the defaults unless overridden
   */
  default S settings() {
    return provider().defaults();
  }

  /**
   * How far the double-precision exponential of a matrix of norm up to about ten may be off, as a
   * share of one plus its largest entry.
   *
   * @return 1e-11 unless overridden by a way that is less exact on purpose
   */
  default double tolerance() {
    return 1e-11;
  }

  /**
   * The same for the form on tensors, which promises single precision.
   *
   * @return 2e-6 unless overridden
   */
  default double tensorTolerance() {
    return Math.max(2e-6, tolerance());
  }

  private Exponential exponential() {
    return provider().create(settings());
  }

  private void assertExp(Matrix a, Matrix expected) {
    Samples.assertClose(exponential().exp(a).toBatch(), expected.toBatch(), tolerance());
  }

  /** The exponential of nothing is the identity. */
  @Test
  default void isTheIdentityAtZero() {
    assertExp(Matrix.zeros(3, 3), Matrix.identity(3));
    assertExp(Matrix.zeros(1, 1), Matrix.identity(1));
  }

  /** Diagonal matrices, rotations with growth, and a nilpotent matrix have closed forms. */
  @Test
  default void agreesWithClosedForms() {
    assertExp(
        Matrix.ofRows(new double[] {1, 0}, new double[] {0, -3}),
        Matrix.ofRows(new double[] {Math.E, 0}, new double[] {0, Math.exp(-3)}));
    double grow = Math.exp(0.3);
    assertExp(
        Matrix.ofRows(new double[] {0.3, -5}, new double[] {5, 0.3}),
        Matrix.ofRows(
            new double[] {grow * Math.cos(5), -grow * Math.sin(5)},
            new double[] {grow * Math.sin(5), grow * Math.cos(5)}));
    assertExp(
        Matrix.ofRows(new double[] {0, 2, 3}, new double[] {0, 0, 4}, new double[] {0, 0, 0}),
        Matrix.ofRows(new double[] {1, 2, 7}, new double[] {0, 1, 4}, new double[] {0, 0, 1}));
  }

  /**
   * A generator's affine rows are a Jordan block: {@code x' = b + a t - x} has the closed form
   * {@code x(t) = a t + b - a + (x(0) + a - b) e^-t}, and time reads what has passed.
   */
  @Test
  default void followsAnAffineFlow() {
    double b = 2;
    double a = -3;
    Matrix generator =
        Matrix.ofRows(new double[] {0, 0, 0}, new double[] {1, 0, 0}, new double[] {b, a, -1});
    double decay = Math.exp(-2);
    assertExp(
        generator.times(2),
        Matrix.ofRows(
            new double[] {1, 0, 0},
            new double[] {2, 1, 0},
            new double[] {2 * a + b - a + (a - b) * decay, a * (1 - decay), decay}));
  }

  /** Two halves make a whole, and forth and back is nothing. */
  @Test
  default void composes() {
    Matrix a = Matrix.of(Samples.normal(6, 6, "exponential"));
    Exponential exponential = exponential();
    Matrix whole = exponential.exp(a);
    Matrix half = exponential.exp(a.times(0.5));
    double scale = 1 + whole.norm1();
    Samples.assertClose(half.times(half).toBatch(), whole.toBatch(), 10 * tolerance());
    Samples.assertClose(
        whole.times(exponential.exp(a.times(-1))).toBatch(),
        Matrix.identity(6).toBatch(),
        tolerance() * scale * scale);
  }

  /** Only square matrices of finite numbers have an exponential. */
  @Test
  default void refusesWhatHasNoExponential() {
    assertThatThrownBy(() -> exponential().exp(Matrix.zeros(2, 3)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> exponential().exp(Matrix.of(1, 1, Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> exponential().exp(Matrix.of(1, 1, Double.POSITIVE_INFINITY)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The form on tensors, where there is one, is the same exponential, at any effort planned. */
  @Test
  default void agreesOnTensors() {
    Exponential.OnTensors form = onTensors();
    Matrix unit = Matrix.of(Samples.normal(5, 5, "on tensors"));
    unit = unit.times(1 / unit.norm1());
    for (double norm : new double[] {0, 0.01, 0.7, 3, 12}) {
      Matrix a = unit.times(norm);
      Matrix expected = exponential().exp(a);
      // Planned for this norm, and planned for more than it turned out to be.
      for (double planned : new double[] {norm, 2 * norm + 1}) {
        int effort = form.effort(planned);
        Matrix actual =
            Matrix.of(
                Reference.evaluate(
                        (scope, in) -> Map.of("e", form.exp(scope, in.get("a"), effort)),
                        Weights.EMPTY,
                        Map.of("a", a.toBatch()))
                    .get("e"));
        Samples.assertClose(actual.toBatch(), expected.toBatch(), tensorTolerance());
      }
    }
  }

  /** A larger norm never needs less effort. */
  @Test
  default void plansMoreForMore() {
    Exponential.OnTensors form = onTensors();
    int before = form.effort(0);
    for (double norm = 0x1p-10; norm < 0x1p10; norm *= Math.sqrt(2)) {
      int effort = form.effort(norm);
      assertThat(effort).as("effort for norm %s", norm).isGreaterThanOrEqualTo(before);
      before = effort;
    }
  }

  private Exponential.OnTensors onTensors() {
    Assumptions.assumeTrue(
        exponential().onTensors().isPresent(),
        () -> "exponential '" + provider().name() + "' has no form on tensors");
    return exponential().onTensors().orElseThrow();
  }
}
