package org.koopflow.numerics.exponential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Matrix;

/** What the action of an exponential is planned by. */
class ActionPlanTest {
  /**
   * With {@code h(x) = log(e^-x T_m(x))} the backward error is {@code |h(A)| / |A|}, bounded by the
   * series of h with positive coefficients; h' = -(x^m / m!) / T_m(x).
   */
  private static double backwardError(int degree, double theta) {
    int terms = 200;
    double[] inverse = new double[terms];
    double bound = 0;
    double factorial = 1;
    for (int k = 1; k <= degree; k++) {
      factorial *= k;
    }
    for (int k = 0; k < terms; k++) {
      double sum = k == 0 ? 1 : 0;
      double over = 1;
      for (int j = 1; j <= Math.min(k, degree); j++) {
        over /= j;
        sum -= inverse[k - j] * over;
      }
      inverse[k] = sum;
      bound += Math.abs(sum) / factorial / (degree + k + 1) * Math.pow(theta, degree + k);
    }
    return bound;
  }

  @Test
  void theNormsAreThoseTheBackwardErrorAllows() {
    for (int i = 0; i < ActionPlan.choices(); i++) {
      int degree = (int) ActionPlan.degreeAndReach(i)[0];
      double theta = ActionPlan.degreeAndReach(i)[1];
      // The table has three digits.
      double slack = 0.01;
      assertThat(backwardError(degree, theta * (1 - slack)))
          .as("degree %s", degree)
          .isLessThanOrEqualTo(0x1p-53);
      assertThat(backwardError(degree, theta * (1 + slack)))
          .as("degree %s", degree)
          .isGreaterThan(0x1p-53);
    }
  }

  @Test
  void normEstimatesAreCloseFromBelow() {
    Random random = new Random(5);
    for (int n : new int[] {1, 2, 7, 30}) {
      for (int power : new int[] {1, 2, 5}) {
        Matrix a = Matrix.of(n, n, random.doubles((long) n * n, -1, 1).toArray());
        Matrix raised = a;
        for (int k = 1; k < power; k++) {
          raised = raised.times(a);
        }
        double estimate = NormEstimate.ofPower(a.toArray(), a.transpose().toArray(), n, power);
        assertThat(estimate / raised.norm1()).isBetween(1.0 / 3, 1 + 1e-12);
      }
    }
  }

  @Test
  void aMatrixFarFromNormalTakesFewSteps() {
    // Nilpotent of norm 10^6: by its norm it would take some 10^5 steps, by its powers a few.
    double[] shear = {0, 1e6, 0, 0};
    assertThat(ActionPlan.of(shear, 2).steps()).isLessThan(10);
    assertThat(new KrylovExponential().exp(Matrix.of(2, 2, shear)).toArray())
        .containsExactly(1, 1e6, 0, 1);
    assertThat(ActionPlan.of(new double[] {0, 50, -50, 0}, 2).steps()).isBetween(14, 16);
    assertThat(new KrylovExponential().exp(Matrix.of(2, 2, 0, 50, -50, 0)).get(0, 0))
        .isCloseTo(Math.cos(50), within(1e-13));
  }
}
