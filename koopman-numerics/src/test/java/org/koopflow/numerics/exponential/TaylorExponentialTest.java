package org.koopflow.numerics.exponential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Matrix;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Exponential.OnTensors;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.Scope;
import org.koopflow.numerics.host.HostScope;
import org.koopflow.numerics.host.HostTensor;

/** The exponential in products alone. */
class TaylorExponentialTest {
  private static final Scope SCOPE = new HostScope(Weights.EMPTY);

  private final TaylorExponential taylor = new TaylorExponential(TaylorSettings.DEFAULT);

  static List<ReferenceCase> cases() throws IOException {
    return ReferenceCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithFortyDigits(ReferenceCase reference) {
    assertThat(Conditioning.error(taylor.exp(reference.a()), reference.exponential()))
        .isLessThanOrEqualTo(Conditioning.bound(reference.a()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 18})
  void polynomialsHaveTheCoefficientsOfTheSeries(int degree) {
    // The powers of a shift are the further diagonals, so the first row shows the coefficients.
    int n = degree + 2;
    double[] shift = new double[n * n];
    for (int i = 0; i + 1 < n; i++) {
      shift[i * n + i + 1] = 1;
    }
    HostTensor value =
        HostTensor.require(
            TaylorPolynomial.of(SCOPE, HostTensor.of(Matrix.of(n, n, shift)), degree));
    double factorial = 1;
    for (int k = 0; k <= degree; k++) {
      factorial *= Math.max(1, k);
      assertThat(value.get(0, k) * factorial).as("power %s", k).isCloseTo(1, within(1e-13));
    }
    // In these schemes a power beyond the degree has a coefficient of its own only at 9 and above.
    if (degree < 8 || degree == 18) {
      assertThat(value.get(0, degree + 1)).isCloseTo(0, within(1e-15));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TaylorPolynomial.of(SCOPE, HostTensor.of(Matrix.identity(2)), 3));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void everyNormIsServedToTheAccuracyAskedFor(Precision accuracy) {
    OnTensors tensors =
        new TaylorExponential(new TaylorSettings(accuracy)).onTensors().orElseThrow();
    Random random = new Random(1);
    for (double norm = 1e-9; norm < 40; norm *= 1.7) {
      Matrix raw = Matrix.of(7, 7, random.doubles(49, -1, 1).toArray());
      Matrix a = raw.times(norm / raw.norm1());
      Matrix computed =
          HostTensor.require(tensors.exp(SCOPE, HostTensor.of(a), tensors.effort(norm))).toMatrix();
      // The backward error moves a by this much, and e^a in turn by at most its condition.
      double moved = accuracy.epsilon() / 2 * norm;
      double error = computed.plus(-1, new PadeExponential().exp(a)).norm1();
      assertThat(error)
          .as("norm %s", norm)
          .isLessThanOrEqualTo(moved * Math.exp(norm) + 1e-15 * (1 + norm) * Math.exp(norm));
    }
  }

  @Test
  void anEffortServesSmallerNormsToo() {
    OnTensors tensors = taylor.onTensors().orElseThrow();
    Matrix a = Matrix.of(2, 2, 0.1, -0.3, 0.2, 0.05);
    Matrix expected = new PadeExponential().exp(a);
    for (double norm = a.norm1(); norm < 1e4; norm *= 1.9) {
      Matrix computed =
          HostTensor.require(tensors.exp(SCOPE, HostTensor.of(a), tensors.effort(norm))).toMatrix();
      assertThat(ReferenceCase.relativeError(computed, expected)).isLessThan(1e-7);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void effortGrowsWithTheNormOneProductAtATime(Precision accuracy) {
    OnTensors tensors =
        new TaylorExponential(new TaylorSettings(accuracy)).onTensors().orElseThrow();
    int last = 0;
    for (double norm = 1e-17; norm < 1e9; norm *= 1.01) {
      int effort = tensors.effort(norm);
      assertThat(effort).isBetween(last, last + 1);
      last = effort;
    }
    assertThat(tensors.effort(0)).isZero();
  }

  @Test
  void thePlansAreThePublishedOnes() {
    assertThat(plan(0.58, Precision.FLOAT32)).isEqualTo(new TaylorPlan(8, 0));
    assertThat(plan(1.1, Precision.FLOAT32)).isEqualTo(new TaylorPlan(8, 1));
    assertThat(plan(3.01, Precision.FLOAT32)).isEqualTo(new TaylorPlan(18, 0));
    assertThat(plan(3.02, Precision.FLOAT32)).isEqualTo(new TaylorPlan(18, 1));
    assertThat(plan(1.09, Precision.FLOAT64)).isEqualTo(new TaylorPlan(18, 0));
    assertThat(plan(1.1, Precision.FLOAT64)).isEqualTo(new TaylorPlan(18, 1));
  }

  private static TaylorPlan plan(double norm, Precision accuracy) {
    return TaylorPlan.of(TaylorPlan.products(norm, accuracy));
  }

  @Test
  void derivativesAreThoseOfTheExponential() {
    // e^[[A, E], [0, A]] holds the derivative of e^A along E in its corner (Higham 2008, 3.16).
    int n = 4;
    Random random = new Random(2);
    double[] a = random.doubles(n * n, -1, 1).toArray();
    double[] e = random.doubles(n * n, -1, 1).toArray();
    double[] block = new double[4 * n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        block[i * 2 * n + j] = a[i * n + j];
        block[i * 2 * n + n + j] = e[i * n + j];
        block[(n + i) * 2 * n + n + j] = a[i * n + j];
      }
    }
    Matrix expected = new PadeExponential().exp(Matrix.of(2 * n, 2 * n, block));
    OnTensors tensors =
        new TaylorExponential(new TaylorSettings(Precision.FLOAT64)).onTensors().orElseThrow();
    Matrix matrix = Matrix.of(n, n, a);
    Dual result =
        (Dual)
            tensors.exp(
                SCOPE,
                Dual.of(HostTensor.of(matrix), HostTensor.of(Matrix.of(n, n, e))),
                tensors.effort(matrix.norm1()));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertThat(HostTensor.require(result.tangent()).get(i, j))
            .isCloseTo(expected.get(i, n + j), within(1e-13));
        assertThat(HostTensor.require(result.value()).get(i, j))
            .isCloseTo(expected.get(i, j), within(1e-13));
      }
    }
  }

  @Test
  void theFixedRowsOfAGeneratorComeOutExactly() {
    double third = 1.0 / 3;
    Matrix affine =
        Matrix.ofRows(
            new double[] {0, 0, 0, 0},
            new double[] {third, 0, 0, 0},
            new double[] {3.3, -40, -2, 70},
            new double[] {9.1, 0.3, -70, 0.1});
    assertThat(taylor.exp(affine).toArray()).startsWith(1, 0, 0, 0, third, 1, 0, 0);
  }

  @Test
  void badArgumentsAreRefused() {
    OnTensors tensors = taylor.onTensors().orElseThrow();
    for (double norm : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1}) {
      assertThatIllegalArgumentException().isThrownBy(() -> tensors.effort(norm));
    }
    for (int effort : new int[] {-1, -7}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> tensors.exp(SCOPE, HostTensor.of(Matrix.identity(2)), effort));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tensors.exp(SCOPE, HostTensor.of(Matrix.zeros(2, 3)), 6));
    assertThatIllegalArgumentException().isThrownBy(() -> new TaylorSettings(null));
  }
}
