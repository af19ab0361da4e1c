package org.koopflow.numerics.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/** Elementwise operations on tensors of all shapes that fit. */
class BroadcastingTest {
  @Property(tries = 200)
  void everyEntryMeetsTheEntryAtItsPlace(
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll @IntRange(min = 1, max = 5) int columns,
      @ForAll boolean leftRow,
      @ForAll boolean leftColumn,
      @ForAll boolean rightRow,
      @ForAll boolean rightColumn,
      @ForAll long seed) {
    Random random = new Random(seed);
    HostTensor a = draw(random, leftRow ? 1 : rows, leftColumn ? 1 : columns);
    HostTensor b = draw(random, rightRow ? 1 : rows, rightColumn ? 1 : columns);
    check(a, b, Tensor::add, (x, y) -> x + y);
    check(a, b, Tensor::subtract, (x, y) -> x - y);
    check(a, b, Tensor::multiply, (x, y) -> x * y);
    check(a, b, Tensor::divide, (x, y) -> x / y);
  }

  private static void check(
      HostTensor a, HostTensor b, BinaryOperator<Tensor> operation, DoubleBinaryOperator formula) {
    HostTensor result = (HostTensor) operation.apply(a, b);
    assertThat(result.shape()).isEqualTo(a.shape().broadcast(b.shape()));
    for (int i = 0; i < result.shape().rows(); i++) {
      for (int j = 0; j < result.shape().columns(); j++) {
        assertThat(result.get(i, j))
            .isEqualTo(formula.applyAsDouble(entry(a, i, j), entry(b, i, j)));
      }
    }
  }

  private static double entry(HostTensor tensor, int row, int column) {
    return tensor.get(
        Math.min(row, tensor.shape().rows() - 1), Math.min(column, tensor.shape().columns() - 1));
  }

  private static HostTensor draw(Random random, int rows, int columns) {
    return HostTensor.of(new Shape(rows, columns), random.doubles(rows * columns, 1, 2).toArray());
  }
}
