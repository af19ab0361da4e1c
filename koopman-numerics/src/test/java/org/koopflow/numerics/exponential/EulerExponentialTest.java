package org.koopflow.numerics.exponential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Matrix;

/** The baseline. */
class EulerExponentialTest {
  private static final Matrix A = Matrix.of(2, 2, 0.3, -1, 0.7, -0.2);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 13, 100})
  void isKSteps(int k) {
    Matrix step = Matrix.identity(2).plus(1.0 / k, A);
    Matrix expected = Matrix.identity(2);
    for (int i = 0; i < k; i++) {
      expected = expected.times(step);
    }
    Matrix computed = new EulerExponential(new EulerSettings(k)).exp(A);
    for (int i = 0; i < 4; i++) {
      assertThat(computed.get(i / 2, i % 2)).isCloseTo(expected.get(i / 2, i % 2), within(1e-14));
    }
  }

  @Test
  void itsErrorIsOfOrderOne() {
    Matrix exact = new PadeExponential().exp(A);
    double before = error(64, exact);
    for (int k = 128; k <= 4096; k *= 2) {
      double now = error(k, exact);
      assertThat(before / now).isCloseTo(2, within(0.05));
      before = now;
    }
  }

  private static double error(int k, Matrix exact) {
    return ReferenceCase.relativeError(new EulerExponential(new EulerSettings(k)).exp(A), exact);
  }

  @Test
  void badSettingsAreRefused() {
    for (int k : new int[] {0, -1, (1 << 30) + 1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new EulerSettings(k))
          .withMessageContaining("k must be from 1");
    }
  }
}
