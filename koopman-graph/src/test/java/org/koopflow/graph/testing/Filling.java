package org.koopflow.graph.testing;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.Indices;
import org.koopflow.graph.Arithmetic;
import org.koopflow.graph.Convolving;
import org.koopflow.graph.OperationVisitor;
import org.koopflow.graph.Pointwise;
import org.koopflow.graph.Product;
import org.koopflow.graph.Rearrangement;
import org.koopflow.graph.Reduction;
import org.koopflow.graph.WithNumber;

/**
 * Every operation in plain loops, from its formula: fills the result from the operands. A pointwise
 * operation may fill one of its operands.
 */
public record Filling(List<Matrix> operands, Matrix result) implements OperationVisitor<Matrix> {
  private interface Entry {
    double at(int row, int column);
  }

  private Matrix x() {
    return operands.get(0);
  }

  private Matrix fill(Entry entry) {
    for (int i = 0; i < result.rows(); i++) {
      for (int j = 0; j < result.columns(); j++) {
        result.set(i, j, entry.at(i, j));
      }
    }
    return result;
  }

  private Matrix map(DoubleUnaryOperator function) {
    return fill((i, j) -> function.applyAsDouble(x().get(i, j)));
  }

  private static double broadcast(Matrix x, int row, int column) {
    return x.get(x.rows() == 1 ? 0 : row, x.columns() == 1 ? 0 : column);
  }

  @Override
  public Matrix arithmetic(Arithmetic operation) {
    return fill(
        (i, j) -> {
          double a = broadcast(x(), i, j);
          double b = broadcast(operands.get(1), i, j);
          return switch (operation) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
          };
        });
  }

  @Override
  public Matrix pointwise(Pointwise operation) {
    return map(
        x ->
            switch (operation) {
              case SQUARE -> x * x;
              case EXP -> Math.exp(x);
              case LOG -> Math.log(x);
              case SIN -> Math.sin(x);
              case COS -> Math.cos(x);
              case SQRT -> Math.sqrt(x);
              case TANH -> Math.tanh(x);
              case SIGMOID -> 1 / (1 + Math.exp(-x));
              case ABS -> Math.abs(x);
              case RELU -> Math.max(x, 0);
              case STEP -> x > 0 ? 1 : 0;
              case SIGN -> Math.signum(x);
            });
  }

  @Override
  public Matrix add(WithNumber.Add operation) {
    return map(x -> x + operation.value());
  }

  @Override
  public Matrix multiply(WithNumber.Multiply operation) {
    return map(x -> x * operation.value());
  }

  @Override
  public Matrix product(Product operation) {
    Matrix b = operands.get(1);
    int inner = operation.left() ? x().rows() : x().columns();
    return fill(
        (i, j) -> {
          double sum = 0;
          for (int k = 0; k < inner; k++) {
            sum +=
                (operation.left() ? x().get(k, i) : x().get(i, k))
                    * (operation.right() ? b.get(j, k) : b.get(k, j));
          }
          return sum;
        });
  }

  @Override
  public Matrix sum(Reduction.Sum operation) {
    Arrays.fill(result.data(), 0);
    return reduce(operation.axis(), Double::sum);
  }

  @Override
  public Matrix largest(Reduction.Largest operation) {
    Arrays.fill(result.data(), Double.NEGATIVE_INFINITY);
    return reduce(operation.axis(), Math::max);
  }

  private Matrix reduce(Axis axis, java.util.function.DoubleBinaryOperator function) {
    for (int i = 0; i < x().rows(); i++) {
      for (int j = 0; j < x().columns(); j++) {
        int at = axis == Axis.ROWS ? j : i;
        result.data()[at] = function.applyAsDouble(result.data()[at], x().get(i, j));
      }
    }
    return result;
  }

  @Override
  public Matrix transpose(Rearrangement.Transpose operation) {
    return fill((i, j) -> x().get(j, i));
  }

  @Override
  public Matrix reshape(Rearrangement.Reshape operation) {
    return fill((i, j) -> x().data()[i * result.columns() + j]);
  }

  @Override
  public Matrix broadcast(Rearrangement.Broadcast operation) {
    return fill((i, j) -> broadcast(x(), i, j));
  }

  @Override
  public Matrix slice(Rearrangement.Slice operation) {
    int from = operation.from();
    return operation.axis() == Axis.ROWS
        ? fill((i, j) -> x().get(from + i, j))
        : fill((i, j) -> x().get(i, from + j));
  }

  @Override
  public Matrix pad(Rearrangement.Pad operation) {
    Arrays.fill(result.data(), 0);
    put(x(), operation.axis(), operation.from());
    return result;
  }

  @Override
  public Matrix take(Rearrangement.Take operation) {
    Indices indices = operation.indices();
    return operation.axis() == Axis.ROWS
        ? fill((i, j) -> indices.get(i) < 0 ? 0 : x().get(indices.get(i), j))
        : fill((i, j) -> indices.get(j) < 0 ? 0 : x().get(i, indices.get(j)));
  }

  @Override
  public Matrix scatter(Rearrangement.Scatter operation) {
    Arrays.fill(result.data(), 0);
    boolean rows = operation.axis() == Axis.ROWS;
    for (int i = 0; i < x().rows(); i++) {
      for (int j = 0; j < x().columns(); j++) {
        int index = operation.indices().get(rows ? i : j);
        if (index >= 0) {
          int row = rows ? index : i;
          int column = rows ? j : index;
          result.set(row, column, result.get(row, column) + x().get(i, j));
        }
      }
    }
    return result;
  }

  @Override
  public Matrix convolve(Convolving.Forward operation) {
    Arrays.fill(result.data(), 0);
    meetings(
        operation.convolution(),
        x().rows(),
        (i, in, out, o, k) ->
            result.set(i, out, result.get(i, out) + x().get(i, in) * operands.get(1).get(o, k)));
    return result;
  }

  @Override
  public Matrix convolveToImages(Convolving.ToImages operation) {
    Arrays.fill(result.data(), 0);
    meetings(
        operation.convolution(),
        x().rows(),
        (i, in, out, o, k) ->
            result.set(i, in, result.get(i, in) + x().get(i, out) * operands.get(1).get(o, k)));
    return result;
  }

  @Override
  public Matrix convolveToKernel(Convolving.ToKernel operation) {
    Arrays.fill(result.data(), 0);
    meetings(
        operation.convolution(),
        x().rows(),
        (i, in, out, o, k) ->
            result.set(o, k, result.get(o, k) + x().get(i, in) * operands.get(1).get(i, out)));
    return result;
  }

  /** An entry of an image that meets one of the kernel for one of the result. */
  private interface Meeting {
    void of(int image, int in, int out, int output, int kernel);
  }

  private static void meetings(Convolution sizes, int images, Meeting meeting) {
    Indices patches = sizes.patches();
    int positions = sizes.output().pixels();
    for (int i = 0; i < images; i++) {
      for (int o = 0; o < sizes.outputs(); o++) {
        for (int place = 0; place < patches.length(); place++) {
          if (patches.get(place) >= 0) {
            meeting.of(
                i, patches.get(place), o * positions + place % positions, o, place / positions);
          }
        }
      }
    }
  }

  @Override
  public Matrix concatenate(Rearrangement.Concatenate operation) {
    int from = 0;
    for (Matrix operand : operands) {
      put(operand, operation.axis(), from);
      from += operand.shape().along(operation.axis());
    }
    return result;
  }

  private void put(Matrix part, Axis axis, int from) {
    for (int i = 0; i < part.rows(); i++) {
      for (int j = 0; j < part.columns(); j++) {
        boolean rows = axis == Axis.ROWS;
        result.set(rows ? from + i : i, rows ? j : from + j, part.get(i, j));
      }
    }
  }

  @Override
  public Matrix hold(Rearrangement.Hold operation) {
    return map(x -> x);
  }
}
