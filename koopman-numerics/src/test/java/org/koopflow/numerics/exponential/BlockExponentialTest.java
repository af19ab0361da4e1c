package org.koopflow.numerics.exponential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.koopflow.api.Matrix;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Exponential.OnTensors;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.Structure;
import org.koopflow.api.tensor.Dual;
import org.koopflow.numerics.host.HostScope;
import org.koopflow.numerics.host.HostTensor;

/** The closed form of rotation-scaling blocks. */
class BlockExponentialTest {
  private static final BlockExponential BLOCK =
      new BlockExponential(
          new TaylorSettings(Precision.FLOAT64),
          new ExponentialContext(Structure.ROTATION_SCALING_BLOCKS));

  /** Two blocks of random numbers of a size, and their drives. */
  private static Matrix draw(long seed, double size) {
    Random random = new Random(seed);
    double[] data = new double[36];
    data[6] = 1;
    for (int i = 2; i < 6; i += 2) {
      double alpha = size * (2 * random.nextDouble() - 1);
      double beta = size * (2 * random.nextDouble() - 1);
      for (int row = i; row < i + 2; row++) {
        data[row * 6] = random.nextDouble() - 0.5;
        data[row * 6 + 1] = random.nextDouble() - 0.5;
        data[row * 6 + row] = alpha;
      }
      data[i * 6 + i + 1] = beta;
      data[(i + 1) * 6 + i] = -beta;
    }
    return Matrix.of(6, 6, data);
  }

  private static void assertClose(Matrix computed, Matrix expected, double tolerance) {
    assertThat(computed.plus(-1, expected).norm1())
        .isLessThanOrEqualTo(tolerance * (1 + expected.norm1()));
  }

  @Property(tries = 200)
  void agreesWithPade(@ForAll long seed, @ForAll @DoubleRange(min = 0, max = 12) double size) {
    Matrix a = draw(seed, size);
    assertClose(BLOCK.exp(a), new PadeExponential().exp(a), 1e-13);
  }

  @Property(tries = 100)
  void stepsComposeAndTheOppositeInverts(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0, max = 5) double size,
      @ForAll @DoubleRange(min = -1, max = 1) double s) {
    Matrix a = draw(seed, size);
    Matrix one = BLOCK.exp(a.times(s));
    Matrix other = BLOCK.exp(a.times(1 - s));
    double scale = 1e-13 * (1 + one.norm1()) * (1 + other.norm1());
    assertClose(one.times(other), BLOCK.exp(a), scale);
    Matrix back = BLOCK.exp(a.times(-s));
    assertClose(one.times(back), Matrix.identity(6), 1e-13 * one.norm1() * back.norm1());
  }

  @Example
  void derivativesAreThoseOfCentralDifferences() {
    OnTensors form = BLOCK.onTensors().orElseThrow();
    double h = 1e-5;
    for (double size : new double[] {0, 1e-9, 0.3, 4}) {
      Matrix a = draw(3, size);
      Matrix direction = draw(4, 1).plus(-1, draw(5, 1));
      int effort = form.effort(a.norm1() + 1);
      Dual result =
          (Dual)
              form.exp(
                  Dual.scope(new HostScope(Weights.EMPTY)),
                  Dual.of(HostTensor.of(a), HostTensor.of(direction)),
                  effort);
      Matrix ahead = new PadeExponential().exp(a.plus(h, direction));
      Matrix behind = new PadeExponential().exp(a.plus(-h, direction));
      Matrix difference = ahead.plus(-1, behind).times(1 / (2 * h));
      assertThat(difference.norm1()).isGreaterThan(0.1);
      assertClose(HostTensor.require(result.tangent()).toMatrix(), difference, 1e-8);
    }
  }

  @Example
  void theFixedRowsComeOutExactly() {
    assertThat(BLOCK.exp(draw(1, 3).times(1.0 / 3)).toArray())
        .startsWith(1, 0, 0, 0, 0, 0, 1.0 / 3, 1, 0, 0, 0, 0);
  }

  @Example
  void phiFunctionsKeepTheirDigits() {
    // At 1e-9 the quotients would have lost half of them.
    for (double x : new double[] {0, 1e-9, -1e-9, 0.2, 3, -30}) {
      PhiFunctions phi =
          PhiFunctions.of(
              new ComplexTensor(
                  HostTensor.of(Matrix.of(1, 1, x)), HostTensor.of(Matrix.zeros(1, 1))),
              PhiFunctions.halvings(Math.abs(x)),
              Precision.FLOAT64);
      double phi1 = x == 0 ? 1 : Math.expm1(x) / x;
      assertThat(HostTensor.require(phi.phi1().re()).get(0, 0) / phi1).isCloseTo(1, within(2e-15));
      if (Math.abs(x) < 1e-8) {
        assertThat(HostTensor.require(phi.phi2().re()).get(0, 0))
            .isCloseTo(0.5 + x / 6, within(1e-15));
      } else {
        assertThat(HostTensor.require(phi.phi2().re()).get(0, 0) / ((phi1 - 1) / x))
            .isCloseTo(1, within(1e-14));
      }
    }
  }

  @Example
  void otherStructuresAreRefused() {
    for (Matrix wrong :
        new Matrix[] {
          Matrix.identity(4), Matrix.zeros(5, 5), Matrix.zeros(2, 2), change(2, 2), change(2, 4)
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> BLOCK.exp(wrong))
          .withMessageContaining("exponential 'block' needs");
    }
    OnTensors form = BLOCK.onTensors().orElseThrow();
    assertThatIllegalArgumentException().isThrownBy(() -> form.effort(Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> form.exp(new HostScope(Weights.EMPTY), HostTensor.of(Matrix.zeros(5, 5)), 1));
  }

  private static Matrix change(int row, int column) {
    double[] data = draw(1, 1).toArray();
    data[row * 6 + column] += 1;
    return Matrix.of(6, 6, data);
  }
}
