package org.koopflow.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.Structure;
import org.koopflow.numerics.exponential.BlockExponential;
import org.koopflow.numerics.exponential.PadeExponential;
import org.koopflow.numerics.exponential.TaylorSettings;

class KnownExponentialTest {
  private static final Set<Structure> DENSE = Set.of();

  /** Against an independent method: scaling and squaring of the matrix as it is. */
  @ParameterizedTest
  @ValueSource(ints = {4, 16, 64})
  void theClosedFormIsTheExponential(int n) {
    KnownExponential known = KnownExponential.of(n, DENSE);
    assertThat(known.relativeError(new PadeExponential().exp(known.generator()))).isLessThan(1e-14);
  }

  /** The form on tensors reads the blocks alone, so that a dense generator would go unnoticed. */
  @ParameterizedTest
  @ValueSource(ints = {4, 16, 64})
  void aStrategyForBlocksGetsBlocks(int n) {
    KnownExponential known = KnownExponential.of(n, Set.of(Structure.ROTATION_SCALING_BLOCKS));
    BlockExponential block =
        new BlockExponential(
            TaylorSettings.DEFAULT, new ExponentialContext(Structure.ROTATION_SCALING_BLOCKS));
    assertThat(known.relativeError(block.exp(known.generator()))).isLessThan(1e-14);
    assertThat(known.relativeError(new PadeExponential().exp(known.generator()))).isLessThan(1e-14);
  }

  @Test
  void aStrategyForNeitherIsToldSo() {
    assertThatThrownBy(() -> KnownExponential.of(8, Set.of(Structure.DISSIPATIVE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dissipative");
  }

  @Test
  void theErrorIsRelativeInTheOneNorm() {
    KnownExponential known = KnownExponential.of(8, DENSE);
    Matrix off = known.exponential().times(1.001);
    assertThat(known.relativeError(off)).isCloseTo(1e-3, within(1e-12));
  }

  @Test
  void onlyEvenSizesWithModesAreMade() {
    for (int n : new int[] {2, 5}) {
      assertThatThrownBy(() -> KnownExponential.of(n, DENSE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("got " + n);
    }
  }
}
