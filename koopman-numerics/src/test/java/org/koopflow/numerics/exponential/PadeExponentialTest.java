package org.koopflow.numerics.exponential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Matrix;

/** The reference exponential on classical cases, easy and hard. */
class PadeExponentialTest {
  private final PadeExponential pade = new PadeExponential();

  static List<ReferenceCase> cases() throws IOException {
    return ReferenceCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithFortyDigits(ReferenceCase reference) {
    assertThat(Conditioning.error(pade.exp(reference.a()), reference.exponential()))
        .isLessThanOrEqualTo(Conditioning.bound(reference.a()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesOnTheTransposedCase(ReferenceCase reference) {
    Matrix turned = reference.a().transpose();
    assertThat(Conditioning.error(pade.exp(turned), reference.exponential().transpose()))
        .isLessThanOrEqualTo(Conditioning.bound(turned));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 7, 9, 13})
  void theCoefficientsAreWholeNumbersToTheLastDigit(int degree) {
    double[] coefficients = PadeApproximant.coefficients(degree);
    for (int k = 0; k <= degree; k++) {
      BigInteger whole =
          factorial(2 * degree - k).divide(factorial(degree - k).multiply(factorial(k)));
      assertThat(new BigDecimal(coefficients[k]).toBigIntegerExact()).isEqualTo(whole);
    }
  }

  private static BigInteger factorial(int n) {
    BigInteger product = BigInteger.ONE;
    for (int k = 2; k <= n; k++) {
      product = product.multiply(BigInteger.valueOf(k));
    }
    return product;
  }

  @Test
  void aRowOfZerosStaysARowOfTheIdentityToTheLastDigit() {
    Matrix affine =
        Matrix.ofRows(
            new double[] {0, 0, 0, 0},
            new double[] {1, 0, 0, 0},
            new double[] {3.3, -40, -2, 70},
            new double[] {9.1, 0.3, -70, 0.1});
    assertThat(pade.exp(affine).toArray()).startsWith(1, 0, 0, 0);
  }

  @Test
  void enormousNormsNeitherOverflowNorSpoilTheDiagonal() {
    Matrix tall = pade.exp(Matrix.ofRows(new double[] {-1, 1e300}, new double[] {0, -2}));
    assertThat(tall.get(0, 0)).isEqualTo(Math.exp(-1));
    assertThat(tall.get(0, 1) / 1e300).isCloseTo(Math.exp(-1) - Math.exp(-2), within(1e-15));
    assertThat(pade.exp(Matrix.ofRows(new double[] {-1e200, 0}, new double[] {0, 3})).toArray())
        .containsExactly(0, 0, 0, Math.exp(3));
  }

  @Test
  void aResultOutOfRangeIsRefused() {
    assertThatExceptionOfType(KoopflowException.class)
        .isThrownBy(() -> pade.exp(Matrix.of(2, 2, 800, 1, 1, 800)))
        .withMessageContaining("range of double");
  }

  @Test
  void dividedDifferencesDoNotCancel() {
    assertThat(KnownEntries.dividedDifference(2, 2)).isEqualTo(Math.exp(2));
    assertThat(KnownEntries.dividedDifference(0, 1e-9)).isCloseTo(1 + 5e-10, within(1e-16));
    assertThat(KnownEntries.dividedDifference(0, 1)).isCloseTo(Math.E - 1, within(1e-15));
    assertThat(KnownEntries.dividedDifference(-1, 4))
        .isCloseTo((Math.exp(4) - Math.exp(-1)) / 5, within(1e-14));
    assertThat(KnownEntries.dividedDifference(-1e5, 0)).isEqualTo(1e-5);
  }

  @Test
  void theBackwardErrorHasItsPublishedCoefficients() {
    assertThat(1 / PadeApproximant.backwardError(3)).isCloseTo(100800, within(1e-9));
    assertThat(1 / PadeApproximant.backwardError(5)).isCloseTo(10059033600.0, within(1e-4));
    assertThat(1 / PadeApproximant.backwardError(13) / 1.1325077560602111e35)
        .isCloseTo(1, within(1e-14));
  }

  @Test
  void hasNoFormOnTensors() {
    assertThat(pade.onTensors()).isEmpty();
  }
}
