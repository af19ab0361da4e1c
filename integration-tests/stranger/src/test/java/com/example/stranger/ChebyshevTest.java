package com.example.stranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Matrix;
import org.koopflow.api.NoSettings;
import org.koopflow.testkit.ExponentialContract;

class ChebyshevTest implements ExponentialContract<NoSettings> {
  @Override
  public ChebyshevProvider provider() {
    return new ChebyshevProvider();
  }

  /**
   * Numbers and rotations have exponentials of their own. Squaring s times multiplies the rounding
   * error by about the norm: 30 times 2e-16, with room for a factor of twenty.
   */
  @Property(tries = 300)
  void agreesWithTheLibrary(
      @ForAll @DoubleRange(min = -30, max = 30) double grow,
      @ForAll @DoubleRange(min = -30, max = 30) double turn) {
    Matrix e =
        new ChebyshevExponential()
            .exp(Matrix.ofRows(new double[] {grow, -turn}, new double[] {turn, grow}));
    Offset<Double> offset = Offset.offset(1e-13);
    double size = Math.exp(grow);
    assertThat(e.get(0, 0) / size).isCloseTo(Math.cos(turn), offset);
    assertThat(e.get(1, 0) / size).isCloseTo(Math.sin(turn), offset);
  }

  /** A matrix of norm up to 1 is left as it is; after that each doubling takes one squaring. */
  @Test
  void squaresAsOftenAsTheNormDoubles() {
    ChebyshevExponential exponential = new ChebyshevExponential();
    double[] norms = {0, 1, 1.5, 2.5, 100, 1000};
    int[] squarings = {0, 0, 1, 2, 7, 10};
    for (int i = 0; i < norms.length; i++) {
      assertThat(exponential.effort(norms[i])).as("norm %s", norms[i]).isEqualTo(squarings[i]);
    }
    for (double norm : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> exponential.effort(norm))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
