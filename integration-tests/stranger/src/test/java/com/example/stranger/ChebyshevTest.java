package com.example.stranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
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
  @Test
  void agreesWithTheLibrary() {
    double[] edges = {-30, -1, 0, 1, 30};
    for (double grow : edges) {
      for (double turn : edges) {
        assertAgrees(grow, turn);
      }
    }
    RandomGenerator random = new SplittableRandom(7);
    for (int i = 0; i < 300; i++) {
      assertAgrees(random.nextDouble(-30, 30), random.nextDouble(-30, 30));
    }
  }

  private static void assertAgrees(double grow, double turn) {
    Matrix e =
        new ChebyshevExponential()
            .exp(Matrix.ofRows(new double[] {grow, -turn}, new double[] {turn, grow}));
    Offset<Double> offset = Offset.offset(1e-13);
    double size = Math.exp(grow);
    assertThat(e.get(0, 0) / size).as("%s + %si", grow, turn).isCloseTo(Math.cos(turn), offset);
    assertThat(e.get(1, 0) / size).as("%s + %si", grow, turn).isCloseTo(Math.sin(turn), offset);
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
