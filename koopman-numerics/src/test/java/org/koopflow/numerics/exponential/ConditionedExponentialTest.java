package org.koopflow.numerics.exponential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.koopflow.api.Matrix;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.Structure;
import org.koopflow.numerics.host.HostScope;
import org.koopflow.numerics.host.HostTensor;

/** Generators with a condition, whose coordinates stand still behind constant and time. */
class ConditionedExponentialTest {
  private static final int BLOCKS = 3;

  private static ExponentialContext context(int conditions) {
    return new ExponentialContext(Structure.ROTATION_SCALING_BLOCKS, 2 + conditions);
  }

  /** A generator of blocks with all its drives drawn, times a factor. */
  private static Matrix draw(long seed, int conditions, double factor) {
    Random random = new Random(seed);
    int first = 2 + conditions;
    int n = first + 2 * BLOCKS;
    double[] data = new double[n * n];
    data[n] = factor;
    for (int i = first; i < n; i++) {
      for (int j = 0; j < first; j++) {
        data[i * n + j] = factor * random.nextGaussian();
      }
    }
    for (int i = first; i < n; i += 2) {
      double alpha = factor * random.nextGaussian();
      double beta = 2 * factor * random.nextGaussian();
      data[i * n + i] = alpha;
      data[(i + 1) * n + i + 1] = alpha;
      data[i * n + i + 1] = beta;
      data[(i + 1) * n + i] = -beta;
    }
    return Matrix.of(n, n, data);
  }

  private static void assertClose(Matrix computed, Matrix expected, double tolerance) {
    assertThat(computed.plus(-1, expected).norm1())
        .isLessThanOrEqualTo(tolerance * (1 + expected.norm1()));
  }

  @Property(tries = 100)
  void blockAndEigenAgreeWithPade(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 4) int conditions) {
    Matrix a = draw(seed, conditions, 0.7);
    Matrix expected = new PadeExponential().exp(a);
    Exponential block = new BlockExponential(TaylorSettings.DEFAULT, context(conditions));
    assertClose(block.exp(a), expected, 1e-13);
    Exponential eigen = new EigenExponential(EigenSettings.DEFAULT, context(conditions));
    // Unscaled basis vectors of a pair have a condition of 2 at most.
    assertClose(eigen.exp(a, new double[] {1}).get(0), expected, 1e-12);
    assertClose(
        eigen.exp(a, new double[] {-0.3}).get(0), new PadeExponential().exp(a.times(-0.3)), 1e-12);
  }

  @Property(tries = 30)
  void theFormOnTensorsIsThatOnMatrices(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int conditions) {
    Matrix a = draw(seed, conditions, 0.5);
    Exponential.OnTensors onTensors =
        new BlockExponential(new TaylorSettings(Precision.FLOAT64), context(conditions))
            .onTensors()
            .orElseThrow();
    HostTensor moved =
        HostTensor.require(
            onTensors.exp(
                new HostScope(Weights.EMPTY), HostTensor.of(a), onTensors.effort(a.norm1())));
    assertClose(moved.toMatrix(), new PadeExponential().exp(a), 1e-12);
  }

  @Example
  void aGeneratorOfOtherConditionsIsRefused() {
    Exponential block = new BlockExponential(TaylorSettings.DEFAULT, context(2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> block.exp(draw(1, 0, 1)))
        .withMessageContaining("condition");
  }
}
