package org.koopflow.numerics.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Indices;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/** Every operation of the host tensor against its formula written out. */
class HostTensorTest {
  private static final HostTensor X = host(2, 3, 0.5, -1.5, 2, 0, 3.25, -0.125);

  private static HostTensor host(int rows, int columns, double... data) {
    return HostTensor.of(new Shape(rows, columns), data);
  }

  private static double[] numbers(Tensor tensor) {
    return ((HostTensor) tensor).toBatch().doubles();
  }

  static Stream<Arguments> elementwise() {
    return Stream.of(
        one("exp", Tensor::exp, Math::exp),
        one("log", t -> t.abs().add(1).log(), v -> Math.log(Math.abs(v) + 1)),
        one("sin", Tensor::sin, Math::sin),
        one("cos", Tensor::cos, Math::cos),
        one("sqrt", t -> t.abs().sqrt(), v -> Math.sqrt(Math.abs(v))),
        one("tanh", Tensor::tanh, v -> 1 - 2 / (Math.exp(2 * v) + 1)),
        one("sigmoid", Tensor::sigmoid, v -> Math.exp(v) / (Math.exp(v) + 1)),
        one("abs", Tensor::abs, v -> v < 0 ? -v : v),
        one("relu", Tensor::relu, v -> v > 0 ? v : 0),
        one("negate", Tensor::negate, v -> -v),
        one("square", Tensor::square, v -> v * v),
        one("silu", Tensor::silu, v -> v / (1 + Math.exp(-v))),
        one(
            "gelu",
            Tensor::gelu,
            v -> v / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v)))),
        one("add", t -> t.add(1.25), v -> v + 1.25),
        one("multiply", t -> t.multiply(-3), v -> -3 * v),
        one("stopGradient", Tensor::stopGradient, v -> v));
  }

  private static Arguments one(
      String name, UnaryOperator<Tensor> operation, DoubleUnaryOperator formula) {
    return Arguments.of(name, operation, formula);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("elementwise")
  void elementwiseOperationsFollowTheirFormula(
      String name, UnaryOperator<Tensor> operation, DoubleUnaryOperator formula) {
    Tensor result = operation.apply(X);
    assertThat(result.shape()).isEqualTo(X.shape());
    double[] input = numbers(X);
    for (int i = 0; i < input.length; i++) {
      assertThat(numbers(result)[i])
          .as("%s(%s)", name, input[i])
          .isCloseTo(formula.applyAsDouble(input[i]), within(1e-15));
    }
  }

  @Test
  void extremesKeepTheirMeaning() {
    HostTensor far = host(1, 3, -1000, 1000, Double.NaN);
    assertThat(numbers(far.sigmoid())).containsExactly(0, 1, Double.NaN);
    assertThat(numbers(far.relu())).containsExactly(0, 1000, Double.NaN);
    assertThat(numbers(far.max(Axis.COLUMNS))).containsExactly(Double.NaN);
    assertThat(numbers(host(1, 2, -1, -2).log())).containsExactly(Double.NaN, Double.NaN);
    assertThat(numbers(host(1, 1, -1).sqrt())).containsExactly(Double.NaN);
  }

  @Test
  void productIsTheSumOverTheInnerIndex() {
    // Six rows exercise both the blocked rows and the remainder.
    int rows = 6;
    int inner = 5;
    int columns = 3;
    double[] a = new double[rows * inner];
    double[] b = new double[inner * columns];
    for (int i = 0; i < a.length; i++) {
      a[i] = Math.sin(i + 1);
    }
    for (int i = 0; i < b.length; i++) {
      b[i] = Math.cos(2 * i);
    }
    Tensor product = host(rows, inner, a).matmul(host(inner, columns, b));
    assertThat(product.shape()).isEqualTo(new Shape(rows, columns));
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double sum = 0;
        for (int k = 0; k < inner; k++) {
          sum += a[i * inner + k] * b[k * columns + j];
        }
        assertThat(numbers(product)[i * columns + j]).isCloseTo(sum, within(1e-15));
      }
    }
  }

  @Test
  void linearIsAProductWithTheTransposedWeightAndABias() {
    Tensor y = X.linear(host(2, 3, 1, 2, 3, -1, 0, 1), host(1, 2, 10, 20));
    assertThat(y.shape()).isEqualTo(new Shape(2, 2));
    assertThat(numbers(y))
        .containsExactly(0.5 - 3 + 6 + 10, -0.5 + 2 + 20, 6.5 - 0.375 + 10, -0.125 + 20);
  }

  /** Two rows of three pixels, as images of one row: a difference, and what is beyond is zero. */
  @Test
  void convolutionMovesTheKernelOverTheImage() {
    Convolution pairs = new Convolution(new ImageLayout(1, 1, 3), 1, 2, 1, 1);
    // Above and below the image there are zeros, which the other row of the kernel meets.
    Tensor y = X.convolve(host(1, 4, 1, -1, 0, 10), pairs);
    assertThat(y.shape()).isEqualTo(new Shape(2, 8));
    assertThat(numbers(y))
        .containsExactly(
            5, -15, 20, 0, -0.5, 0.5 + 1.5, -1.5 - 2, 2, 0, 32.5, -1.25, 0, 0, -3.25, 3.375,
            -0.125);
  }

  @Test
  void reductionsRunAlongTheirAxis() {
    assertThat(X.sum(Axis.ROWS).shape()).isEqualTo(new Shape(1, 3));
    assertThat(numbers(X.sum(Axis.ROWS))).containsExactly(0.5, 1.75, 1.875);
    assertThat(numbers(X.sum(Axis.COLUMNS))).containsExactly(1, 3.125);
    assertThat(numbers(X.mean(Axis.ROWS))).containsExactly(0.25, 0.875, 0.9375);
    assertThat(numbers(X.mean(Axis.COLUMNS)))
        .containsExactly(new double[] {1 / 3., 3.125 / 3}, within(1e-15));
    assertThat(numbers(X.max(Axis.ROWS))).containsExactly(0.5, 3.25, 2);
    assertThat(X.max(Axis.COLUMNS).shape()).isEqualTo(new Shape(2, 1));
    assertThat(numbers(X.max(Axis.COLUMNS))).containsExactly(2, 3.25);
    assertThat(numbers(X.sum())).containsExactly(4.125);
    assertThat(numbers(X.mean())).containsExactly(new double[] {4.125 / 6}, within(1e-15));
    assertThat(X.mean().shape()).isEqualTo(new Shape(1, 1));
  }

  @Test
  void entriesAreMovedUnchanged() {
    assertThat(X.transpose().shape()).isEqualTo(new Shape(3, 2));
    assertThat(numbers(X.transpose())).containsExactly(0.5, 0, -1.5, 3.25, 2, -0.125);
    assertThat(numbers(X.reshape(new Shape(3, 2)))).containsExactly(numbers(X));
    assertThat(numbers(X.slice(Axis.ROWS, 1, 2))).containsExactly(0, 3.25, -0.125);
    assertThat(numbers(X.slice(Axis.COLUMNS, 1, 3))).containsExactly(-1.5, 2, 3.25, -0.125);
    assertThat(numbers(X.take(Axis.ROWS, Indices.of(1, Indices.ZERO, 1))))
        .containsExactly(0, 3.25, -0.125, 0, 0, 0, 0, 3.25, -0.125);
    assertThat(numbers(X.take(Axis.COLUMNS, Indices.of(2, Indices.ZERO, 0, 2))))
        .containsExactly(2, 0, 0.5, 2, -0.125, 0, 0, -0.125);
    assertThat(numbers(X.slice(Axis.ROWS, 0, 1).broadcastTo(new Shape(2, 3))))
        .containsExactly(0.5, -1.5, 2, 0.5, -1.5, 2);
    assertThat(numbers(X.slice(Axis.COLUMNS, 0, 1).broadcastTo(new Shape(2, 2))))
        .containsExactly(0.5, 0.5, 0, 0);
  }

  @Test
  void concatenationStacksOrPutsSideBySide() {
    Tensor stacked = X.concatenate(Axis.ROWS, List.of(host(1, 3, 7, 8, 9), X));
    assertThat(stacked.shape()).isEqualTo(new Shape(5, 3));
    assertThat(numbers(stacked))
        .containsExactly(0.5, -1.5, 2, 0, 3.25, -0.125, 7, 8, 9, 0.5, -1.5, 2, 0, 3.25, -0.125);
    Tensor beside = X.concatenate(Axis.COLUMNS, List.of(host(2, 1, 7, 8)));
    assertThat(beside.shape()).isEqualTo(new Shape(2, 4));
    assertThat(numbers(beside)).containsExactly(0.5, -1.5, 2, 7, 0, 3.25, -0.125, 8);
    assertThat(numbers(X.concatenate(Axis.ROWS, List.of()))).containsExactly(numbers(X));
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    HostTensor other = host(3, 2, 1, 2, 3, 4, 5, 6);
    assertThatIllegalArgumentException().isThrownBy(() -> X.add(other));
    assertThatIllegalArgumentException().isThrownBy(() -> X.divide(other));
    assertThatIllegalArgumentException().isThrownBy(() -> X.matmul(X));
    assertThatIllegalArgumentException().isThrownBy(() -> X.linear(other, host(1, 3, 1, 2, 3)));
    assertThatIllegalArgumentException().isThrownBy(() -> X.concatenate(Axis.ROWS, List.of(other)));
    assertThatIllegalArgumentException().isThrownBy(() -> X.slice(Axis.ROWS, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> X.slice(Axis.ROWS, -1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> X.slice(Axis.COLUMNS, 0, 4));
    assertThatIllegalArgumentException().isThrownBy(() -> X.take(Axis.ROWS, Indices.of(2)));
    assertThatIllegalArgumentException().isThrownBy(() -> X.reshape(new Shape(2, 2)));
    assertThatIllegalArgumentException().isThrownBy(() -> X.broadcastTo(new Shape(4, 3)));
    assertThatIllegalArgumentException().isThrownBy(() -> X.broadcastTo(new Shape(1, 3)));
    assertThatIllegalArgumentException().isThrownBy(() -> host(2, 2, 1, 2, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> HostTensor.of(Batch.zeros(0, 2)));
    assertThatIllegalArgumentException().isThrownBy(() -> HostTensor.of(Matrix.zeros(2, 0)));
  }

  @Test
  void tensorsOfAnotherComputationAreRefused() {
    Tensor foreign = Dual.constant(X);
    assertThatThrownBy(() -> X.add(foreign))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Dual");
    assertThatThrownBy(() -> X.concatenate(Axis.ROWS, List.of(foreign)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void conversionsKeepNumbersApart() {
    Matrix matrix = Matrix.ofRows(new double[] {1, 2}, new double[] {3, 4});
    HostTensor tensor = HostTensor.of(matrix);
    assertThat(tensor.toMatrix()).isEqualTo(matrix);
    assertThat(tensor.get(1, 0)).isEqualTo(3);
    assertThat(HostTensor.of(Batch.of(1, 2, 0.1f, 0.2f)).get(0, 1)).isEqualTo(0.2f);
    assertThatThrownBy(() -> tensor.get(2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(tensor).hasToString("HostTensor[2 x 2]");
  }
}
