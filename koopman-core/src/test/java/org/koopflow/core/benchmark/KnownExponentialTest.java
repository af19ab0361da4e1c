package org.koopflow.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Matrix;
import org.koopflow.core.exponential.PadeExponential;

class KnownExponentialTest {
  /** Against an independent method: scaling and squaring of the matrix as it is. */
  @ParameterizedTest
  @ValueSource(ints = {4, 16, 64})
  void theClosedFormIsTheExponential(int n) {
    KnownExponential known = KnownExponential.of(n);
    assertThat(known.relativeError(new PadeExponential().exp(known.generator()))).isLessThan(1e-14);
  }

  @Test
  void theErrorIsRelativeInTheOneNorm() {
    KnownExponential known = KnownExponential.of(8);
    Matrix off = known.exponential().times(1.001);
    assertThat(known.relativeError(off)).isCloseTo(1e-3, within(1e-12));
  }

  @Test
  void onlyEvenSizesWithModesAreMade() {
    for (int n : new int[] {2, 5}) {
      assertThatThrownBy(() -> KnownExponential.of(n))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("got " + n);
    }
  }
}
