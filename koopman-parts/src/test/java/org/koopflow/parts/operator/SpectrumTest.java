package org.koopflow.parts.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.hipparchus.linear.EigenDecompositionNonSymmetric;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.koopflow.api.Batch;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Matrix;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.KoopmanOperator;
import org.koopflow.api.koopman.OperatorContext;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.koopman.Structure;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.numerics.exponential.PadeExponential;
import org.koopflow.numerics.host.HostFunctions;

/** Operators begin with the spectrum their settings state, and keep what they promise. */
class SpectrumTest {
  private record Value(double re, double im) {}

  private static Matrix generator(KoopmanOperator operator, Weights weights) {
    Map<String, Batch> result =
        HostFunctions.evaluate(
            (scope, in) -> Map.of("L", operator.generator(scope)), weights, Map.of());
    return operator.layout().require(Matrix.of(result.get("L")));
  }

  private static Matrix coupling(Matrix generator) {
    int m = generator.rows() - 2;
    double[] data = new double[m * m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        data[i * m + j] = generator.get(2 + i, 2 + j);
      }
    }
    return Matrix.of(m, m, data);
  }

  private static Matrix start(KoopmanOperator operator) {
    return generator(operator, Parameter.initialize(operator.parameters(), new RandomStreams(9)));
  }

  private static RealMatrix real(Matrix a) {
    RealMatrix real = MatrixUtils.createRealMatrix(a.rows(), a.columns());
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < a.columns(); j++) {
        real.setEntry(i, j, a.get(i, j));
      }
    }
    return real;
  }

  private static List<Value> spectrum(Matrix a) {
    List<Value> values = new ArrayList<>();
    for (var value : new EigenDecompositionNonSymmetric(real(a)).getEigenvalues()) {
      values.add(new Value(value.getReal(), value.getImaginary()));
    }
    values.sort(Comparator.comparingDouble(Value::im).thenComparingDouble(Value::re));
    return values;
  }

  private static void assertNoDrive(Matrix generator) {
    for (int i = 2; i < generator.rows(); i++) {
      assertThat(generator.get(i, 0)).isZero();
      assertThat(generator.get(i, 1)).isZero();
    }
  }

  @Example
  void blocksBeginWithEvenlySpacedFrequencies() {
    BlockOperatorProvider.Settings settings = new BlockOperatorProvider.Settings(0.2, 5);
    KoopmanOperator operator =
        new BlockOperatorProvider().create(settings, new OperatorContext(new StateLayout(10)));
    Matrix generator = start(operator);
    assertNoDrive(generator);
    List<Value> values = spectrum(coupling(generator));
    for (int k = 0; k < 5; k++) {
      // Parameters begin in single precision.
      assertThat(values.get(5 + k).im()).isCloseTo(k + 0.5, within(1e-6));
      assertThat(values.get(4 - k).im()).isCloseTo(-k - 0.5, within(1e-6));
      assertThat(values.get(5 + k).re()).isBetween(-0.2, 0.2);
      assertThat(values.get(4 - k).re()).isCloseTo(values.get(5 + k).re(), within(1e-6));
    }
    assertThat(values.stream().map(Value::re).map(r -> Math.round(r * 1e4)).distinct()).hasSize(5);
    assertThat(operator.parameterCount()).isEqualTo(3 * 10);
  }

  @Example
  void lowRankBeginsAsItsDiagonal() {
    LowRankOperatorProvider.Settings settings = new LowRankOperatorProvider.Settings(3, 0.7);
    KoopmanOperator operator =
        new LowRankOperatorProvider().create(settings, new OperatorContext(new StateLayout(12)));
    Weights weights = Parameter.initialize(operator.parameters(), new RandomStreams(9));
    Matrix generator = generator(operator, weights);
    assertNoDrive(generator);
    double[] diagonal = weights.get("d").doubles().clone();
    java.util.Arrays.sort(diagonal);
    List<Value> values = spectrum(coupling(generator));
    for (int i = 0; i < 12; i++) {
      assertThat(values.get(i).im()).isZero();
      assertThat(values.get(i).re()).isCloseTo(diagonal[i], within(1e-12)).isBetween(-0.7, 0.7);
    }
    assertThat(diagonal[11] - diagonal[0]).isGreaterThan(0.7);
    assertThat(operator.parameterCount()).isEqualTo(3 * 12 + 2 * 12 * 3);
  }

  @Example
  void lowRankStaysADiagonalAndSomethingOfItsRank() {
    LowRankOperatorProvider.Settings settings = new LowRankOperatorProvider.Settings(2, 0.7);
    KoopmanOperator operator =
        new LowRankOperatorProvider().create(settings, new OperatorContext(new StateLayout(9)));
    Weights weights = anything(operator, 3);
    Matrix a = coupling(generator(operator, weights));
    double[] rest = a.toArray();
    for (int i = 0; i < 9; i++) {
      rest[i * 9 + i] -= weights.get("d").doubles()[i];
    }
    assertThat(new SingularValueDecomposition(real(Matrix.of(9, 9, rest))).getRank()).isEqualTo(2);
  }

  @Example
  void dissipativeBeginsWithOneRateAndASemicircleOfFrequencies() {
    DissipativeOperatorProvider.Settings settings =
        new DissipativeOperatorProvider.Settings(0.25, 4);
    int m = 150;
    KoopmanOperator operator =
        new DissipativeOperatorProvider().create(settings, new OperatorContext(new StateLayout(m)));
    Matrix generator = start(operator);
    assertNoDrive(generator);
    List<Value> values = spectrum(coupling(generator));
    double meanSquare = 0;
    for (Value value : values) {
      assertThat(value.re()).isCloseTo(-0.25, within(1e-6));
      meanSquare += value.im() * value.im() / m;
    }
    // The mean square of a semicircle is a quarter of the square of its radius.
    assertThat(Math.sqrt(meanSquare)).isCloseTo(2, within(0.1));
    assertThat(values.get(m - 1).im()).isCloseTo(4, within(0.4));
    assertThat(operator.parameterCount()).isEqualTo(2L * m * m + 2 * m);
  }

  @Example
  void denseFillsADisk() {
    int m = 150;
    KoopmanOperator operator =
        new DenseOperatorProvider()
            .create(
                new DenseOperatorProvider.Settings(0.8), new OperatorContext(new StateLayout(m)));
    double largest = 0;
    for (Value value : spectrum(coupling(start(operator)))) {
      largest = Math.max(largest, Math.hypot(value.re(), value.im()));
    }
    assertThat(largest).isCloseTo(0.8, within(0.12));
    assertThat(operator.parameterCount()).isEqualTo((long) m * m + 2 * m);
  }

  private static Weights anything(KoopmanOperator operator, long seed) {
    return Parameter.initialize(
        operator.parameters().stream()
            .map(p -> new Parameter(p.name(), p.shape(), Initializer.normal(0.7)))
            .toList(),
        new RandomStreams(seed));
  }

  @Property(tries = 60)
  void dissipativeHasNoGrowingMode(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 9) int m,
      @ForAll @DoubleRange(min = 0, max = 5) double t) {
    DissipativeOperatorProvider provider = new DissipativeOperatorProvider();
    KoopmanOperator operator =
        provider.create(provider.defaults(), new OperatorContext(new StateLayout(m)));
    Matrix a = coupling(generator(operator, anything(operator, seed)));
    double logNorm =
        new EigenDecompositionSymmetric(real(a.plus(1, a.transpose()).times(0.5))).getEigenvalue(0);
    assertThat(logNorm).isLessThanOrEqualTo(1e-13 * (1 + a.norm1()));
    assertThat(
            new SingularValueDecomposition(real(new PadeExponential().exp(a.times(t)))).getNorm())
        .isLessThanOrEqualTo(1 + 1e-12);
  }

  @Example
  void whatDoesNotFitTheLayoutIsRefused() {
    BlockOperatorProvider blocks = new BlockOperatorProvider();
    assertThatExceptionOfType(SpecificationException.class)
        .isThrownBy(() -> blocks.create(blocks.defaults(), new OperatorContext(new StateLayout(5))))
        .withMessageContaining("even number of observables, got 5");
    LowRankOperatorProvider low = new LowRankOperatorProvider();
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(
            () ->
                low.create(
                    new LowRankOperatorProvider.Settings(6, 1),
                    new OperatorContext(new StateLayout(5))))
        .withMessageContaining("at most the number of observables, 5, got 6");
  }

  @Example
  void settingsOutOfRangeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BlockOperatorProvider.Settings(-1, 1))
        .withMessageContaining("growth");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BlockOperatorProvider.Settings(1, Double.NaN))
        .withMessageContaining("frequency");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LowRankOperatorProvider.Settings(0, 1))
        .withMessageContaining("rank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DissipativeOperatorProvider.Settings(0, 1))
        .withMessageContaining("decay must be a number > 0");
  }

  @Example
  void structuresAreNamed() {
    assertThat(new DenseOperatorProvider().structure()).isEqualTo(Structure.DENSE);
    assertThat(new BlockOperatorProvider().structure())
        .isEqualTo(Structure.ROTATION_SCALING_BLOCKS);
    assertThat(new LowRankOperatorProvider().structure())
        .isEqualTo(Structure.DIAGONAL_PLUS_LOW_RANK);
    assertThat(new DissipativeOperatorProvider().structure()).isEqualTo(Structure.DISSIPATIVE);
  }
}
