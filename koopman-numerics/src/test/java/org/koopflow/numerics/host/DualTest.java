package org.koopflow.numerics.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Indices;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * Forward-mode derivatives of every operation against central differences in double precision. Each
 * function sees three inputs: x of 4 x 3, y of 4 x 3 and a positive row p of 1 x 3; each input
 * moves alone, and all move together.
 */
class DualTest {
  private static final double STEP = 1e-5;
  // Central differences err by STEP^2 f''' / 6 and by rounding / STEP, both near 1e-10 here.
  private static final double TOLERANCE = 1e-8;

  /** Rows of three numbers as images of one row, to two channels. */
  private static final Convolution IMAGE = new Convolution(new ImageLayout(1, 1, 3), 2, 2, 2, 1);

  /** A function of the three inputs. */
  @FunctionalInterface
  interface Function {
    /**
     * Applies it.
     *
     * @param x 4 x 3
     * @param y 4 x 3
     * @param p 1 x 3, positive
     * @return any tensor
     */
    Tensor apply(Tensor x, Tensor y, Tensor p);
  }

  static Stream<Arguments> functions() {
    return Stream.of(
        of("add", (x, y, p) -> x.add(y)),
        of("add row", (x, y, p) -> x.add(p)),
        of("row add", (x, y, p) -> p.add(x)),
        of("subtract", (x, y, p) -> x.subtract(y)),
        of("subtract row", (x, y, p) -> x.subtract(p)),
        of("row subtract", (x, y, p) -> p.subtract(x)),
        of("multiply", (x, y, p) -> x.multiply(y)),
        of("multiply by itself", (x, y, p) -> x.multiply(x)),
        of("multiply row", (x, y, p) -> x.multiply(p)),
        of("row multiply", (x, y, p) -> p.multiply(x)),
        of("divide", (x, y, p) -> x.divide(y.square().add(1))),
        of("divide by a row", (x, y, p) -> x.divide(p)),
        of("divide a row", (x, y, p) -> p.divide(y.square().add(1))),
        of("divide a column by a row", (x, y, p) -> x.slice(Axis.COLUMNS, 0, 1).divide(p)),
        of("divide a row by a column", (x, y, p) -> p.divide(y.square().add(2).max(Axis.COLUMNS))),
        of("divide a scalar by a row", (x, y, p) -> x.sum().divide(p)),
        of("outer sum", (x, y, p) -> x.sum(Axis.COLUMNS).add(p)),
        of("add number", (x, y, p) -> x.add(3).square()),
        of("multiply number", (x, y, p) -> x.multiply(-2.5)),
        of("negate", (x, y, p) -> x.negate()),
        of("square", (x, y, p) -> x.square()),
        of("matmul", (x, y, p) -> x.matmul(y.transpose())),
        of("transpose", (x, y, p) -> x.transpose()),
        of("linear", (x, y, p) -> x.linear(y, y.slice(Axis.COLUMNS, 1, 2).transpose())),
        of("exp", (x, y, p) -> x.exp()),
        of("log", (x, y, p) -> p.log()),
        of("sin", (x, y, p) -> x.sin()),
        of("cos", (x, y, p) -> x.cos()),
        of("sqrt", (x, y, p) -> p.sqrt()),
        of("tanh", (x, y, p) -> x.tanh()),
        of("sigmoid", (x, y, p) -> x.sigmoid()),
        of("abs", (x, y, p) -> x.abs()),
        of("relu", (x, y, p) -> x.relu()),
        of("silu", (x, y, p) -> x.silu()),
        of("gelu", (x, y, p) -> x.gelu()),
        of("sum of rows", (x, y, p) -> x.sum(Axis.ROWS)),
        of("sum of columns", (x, y, p) -> x.sum(Axis.COLUMNS)),
        of("mean of rows", (x, y, p) -> x.mean(Axis.ROWS)),
        of("mean of columns", (x, y, p) -> x.mean(Axis.COLUMNS)),
        of("sum", (x, y, p) -> x.sum()),
        of("mean", (x, y, p) -> x.mean()),
        of("max of rows", (x, y, p) -> x.max(Axis.ROWS)),
        of("max of columns", (x, y, p) -> x.multiply(y).max(Axis.COLUMNS)),
        of("concatenate rows", (x, y, p) -> x.concatenate(Axis.ROWS, List.of(p, y))),
        of("concatenate columns", (x, y, p) -> x.concatenate(Axis.COLUMNS, List.of(y, x))),
        of("slice rows", (x, y, p) -> x.slice(Axis.ROWS, 1, 3)),
        of("slice columns", (x, y, p) -> x.slice(Axis.COLUMNS, 0, 2)),
        of("take rows", (x, y, p) -> x.take(Axis.ROWS, Indices.of(3, Indices.ZERO, 0, 3))),
        of("take columns", (x, y, p) -> x.take(Axis.COLUMNS, Indices.of(2, 2, Indices.ZERO))),
        of("convolve", (x, y, p) -> x.multiply(x).convolve(kernel(y), IMAGE)),
        of("convolve with itself", (x, y, p) -> x.convolve(kernel(x), IMAGE)),
        of(
            "convolve a mean",
            (x, y, p) -> p.mean().broadcastTo(x.shape()).convolve(kernel(y), IMAGE)),
        of("reshape", (x, y, p) -> x.reshape(new Shape(2, 6))),
        of("broadcast", (x, y, p) -> p.broadcastTo(new Shape(5, 3))),
        of("stop gradient", (x, y, p) -> x.stopGradient().multiply(y)),
        of(
            "network with a variance",
            (x, y, p) -> {
              Tensor h = x.linear(y, y.slice(Axis.COLUMNS, 0, 1).transpose()).silu();
              Tensor g = h.concatenate(Axis.COLUMNS, List.of(x.tanh())).gelu();
              Tensor centred = g.subtract(g.mean(Axis.ROWS));
              Tensor variance = centred.square().sum(Axis.ROWS).multiply(1.0 / 3);
              return centred.square().divide(variance).mean();
            }),
        of(
            "softmax",
            (x, y, p) -> {
              Tensor e = x.subtract(x.max(Axis.COLUMNS)).exp();
              return e.divide(e.sum(Axis.COLUMNS)).multiply(p).log().sum(Axis.ROWS);
            }),
        of(
            "deep composition",
            (x, y, p) ->
                x.sin()
                    .multiply(p.sqrt())
                    .matmul(y.cos().transpose())
                    .sigmoid()
                    .abs()
                    .add(1)
                    .log()
                    .relu()
                    .slice(Axis.ROWS, 0, 2)
                    .reshape(new Shape(4, 2))
                    .divide(y.exp().sum(Axis.COLUMNS))));
  }

  /** Two kernels of two by two out of the first eight entries. */
  private static Tensor kernel(Tensor y) {
    return y.reshape(new Shape(3, 4)).slice(Axis.ROWS, 0, 2);
  }

  private static Arguments of(String name, Function function) {
    return Arguments.of(name, function);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void tangentsAreCentralDifferences(String name, Function function) {
    Random random = new Random(7);
    HostTensor[] at = {
      draw(random, 4, 3),
      draw(random, 4, 3),
      HostTensor.require(draw(random, 1, 3).square().add(0.5))
    };
    HostTensor[] direction = {draw(random, 4, 3), draw(random, 4, 3), draw(random, 1, 3)};
    for (boolean[] moving :
        new boolean[][] {
          {true, false, false}, {false, true, false}, {false, false, true}, {true, true, true}
        }) {
      Dual[] dual = new Dual[3];
      HostTensor[] ahead = new HostTensor[3];
      HostTensor[] behind = new HostTensor[3];
      for (int i = 0; i < 3; i++) {
        dual[i] = moving[i] ? Dual.of(at[i], direction[i]) : Dual.constant(at[i]);
        ahead[i] = moving[i] ? at[i].add(direction[i].multiply(STEP)) : at[i];
        behind[i] = moving[i] ? at[i].subtract(direction[i].multiply(STEP)) : at[i];
      }
      Dual result = (Dual) function.apply(dual[0], dual[1], dual[2]);
      Tensor value = function.apply(at[0], at[1], at[2]);
      assertThat(result.shape()).isEqualTo(value.shape());
      assertThat(result.tangent().shape()).isEqualTo(value.shape());
      assertThat(numbers(result.value())).containsExactly(numbers(value), within(1e-14));
      double[] expected =
          numbers(
              function
                  .apply(ahead[0], ahead[1], ahead[2])
                  .subtract(function.apply(behind[0], behind[1], behind[2]))
                  .multiply(1 / (2 * STEP)));
      assertThat(numbers(result.tangent()))
          .as("%s, moving %s", name, moving)
          .containsExactly(expected, within(TOLERANCE));
    }
  }

  @Test
  void kinksHaveTheDerivativeZero() {
    Dual zero = Dual.of(number(0), number(3));
    assertThat(numbers(((Dual) zero.relu()).tangent())).containsExactly(0);
    assertThat(numbers(((Dual) zero.abs()).tangent())).containsExactly(0);
  }

  @Test
  void theLargestEntriesShareTheDerivative() {
    Shape row = new Shape(1, 3);
    Dual ties = Dual.of(HostTensor.of(row, 2, 5, 5), HostTensor.of(row, 100, 1, 4));
    assertThat(numbers(((Dual) ties.max(Axis.COLUMNS)).tangent())).containsExactly(2.5);
  }

  @Test
  void saturatedUnitsHaveFiniteDerivatives() {
    Shape row = new Shape(1, 2);
    Dual far = Dual.of(HostTensor.of(row, -1000, 1000), HostTensor.of(row, 1, 1));
    assertThat(numbers(((Dual) far.sigmoid()).tangent())).containsExactly(0, 0);
    assertThat(numbers(((Dual) far.tanh()).tangent())).containsExactly(0, 0);
    assertThat(numbers(((Dual) far.silu()).tangent())).containsExactly(0, 1);
    assertThat(numbers(((Dual) far.gelu()).tangent())).containsExactly(0, 1);
    assertThat(numbers(((Dual) far.abs()).tangent())).containsExactly(-1, 1);
  }

  @Test
  void scopesGiveConstants() {
    Scope scope = Dual.scope(new HostScope(new Weights(Map.of("net.w", Batch.of(1, 2, 3, 4)))));
    assertStill(scope.parameter("net.w"), 3, 4);
    assertStill(scope.in("net").parameter("w"), 3, 4);
    assertStill(scope.constant(Batch.of(1, 1, 5)), 5);
    assertStill(scope.filled(new Shape(2, 1), 6), 6, 6);
  }

  private static void assertStill(Tensor tensor, double... value) {
    Dual dual = (Dual) tensor;
    assertThat(numbers(dual.value())).containsExactly(value);
    assertThat(numbers(dual.tangent())).containsOnly(0);
  }

  @Test
  void aTangentHasTheShapeOfItsValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dual.of(number(1), HostTensor.of(new Shape(1, 2), 1, 2)));
  }

  private static HostTensor number(double value) {
    return HostTensor.of(new Shape(1, 1), value);
  }

  private static HostTensor draw(Random random, int rows, int columns) {
    return HostTensor.of(
        new Shape(rows, columns), random.doubles(rows * columns, -1.5, 1.5).toArray());
  }

  private static double[] numbers(Tensor tensor) {
    return ((HostTensor) tensor).toBatch().doubles();
  }
}
