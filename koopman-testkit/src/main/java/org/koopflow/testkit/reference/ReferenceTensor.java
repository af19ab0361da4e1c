package org.koopflow.testkit.reference;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Indices;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * A matrix of doubles on the heap. Every operation, those with a default included, is written out
 * from its formula, so that nothing is compared with itself.
 */
final class ReferenceTensor implements Tensor {
  private final ReferenceComputation computation;
  private final Shape shape;
  private final double[] data;

  ReferenceTensor(ReferenceComputation computation, Shape shape, double[] data) {
    this.computation = computation;
    this.shape = shape;
    this.data = data;
  }

  ReferenceComputation computation() {
    return computation;
  }

  double[] data() {
    return data;
  }

  private double at(int row, int column) {
    return data[row * shape.columns() + column];
  }

  /** The entry that stands at a place after broadcasting. */
  private double broadcast(int row, int column) {
    return at(shape.rows() == 1 ? 0 : row, shape.columns() == 1 ? 0 : column);
  }

  private interface Entry {
    double at(int row, int column);
  }

  private ReferenceTensor build(Shape size, Entry entry) {
    computation.requireOpen();
    double[] result = new double[size.size()];
    for (int i = 0; i < size.rows(); i++) {
      for (int j = 0; j < size.columns(); j++) {
        result[i * size.columns() + j] = entry.at(i, j);
      }
    }
    return new ReferenceTensor(computation, size, result);
  }

  private ReferenceTensor map(DoubleUnaryOperator function) {
    return build(shape, (i, j) -> function.applyAsDouble(at(i, j)));
  }

  private ReferenceTensor with(Tensor other, DoubleBinaryOperator function) {
    ReferenceTensor right = computation.own(other);
    return build(
        shape.broadcast(right.shape),
        (i, j) -> function.applyAsDouble(broadcast(i, j), right.broadcast(i, j)));
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public Tensor add(Tensor other) {
    return with(other, (a, b) -> a + b);
  }

  @Override
  public Tensor subtract(Tensor other) {
    return with(other, (a, b) -> a - b);
  }

  @Override
  public Tensor multiply(Tensor other) {
    return with(other, (a, b) -> a * b);
  }

  @Override
  public Tensor divide(Tensor other) {
    return with(other, (a, b) -> a / b);
  }

  @Override
  public Tensor add(double value) {
    return map(x -> x + value);
  }

  @Override
  public Tensor multiply(double value) {
    return map(x -> x * value);
  }

  @Override
  public Tensor negate() {
    return map(x -> -x);
  }

  @Override
  public Tensor square() {
    return map(x -> x * x);
  }

  @Override
  public Tensor matmul(Tensor other) {
    ReferenceTensor right = computation.own(other);
    return build(shape.matmul(right.shape), (i, j) -> dot(right, i, j));
  }

  private double dot(ReferenceTensor right, int row, int column) {
    double sum = 0;
    for (int k = 0; k < shape.columns(); k++) {
      sum += at(row, k) * right.at(k, column);
    }
    return sum;
  }

  @Override
  public Tensor transpose() {
    return build(shape.transpose(), (i, j) -> at(j, i));
  }

  @Override
  public Tensor linear(Tensor weight, Tensor bias) {
    ReferenceTensor w = (ReferenceTensor) computation.own(weight).transpose();
    ReferenceTensor b = computation.own(bias);
    Shape product = shape.matmul(w.shape);
    if (!b.shape.equals(new Shape(1, product.columns()))) {
      throw new IllegalArgumentException("a bias is 1 x outputs, got " + b.shape);
    }
    return build(product, (i, j) -> dot(w, i, j) + b.at(0, j));
  }

  @Override
  public Tensor exp() {
    return map(Math::exp);
  }

  @Override
  public Tensor log() {
    return map(Math::log);
  }

  @Override
  public Tensor sin() {
    return map(Math::sin);
  }

  @Override
  public Tensor cos() {
    return map(Math::cos);
  }

  @Override
  public Tensor sqrt() {
    return map(Math::sqrt);
  }

  @Override
  public Tensor tanh() {
    return map(Math::tanh);
  }

  @Override
  public Tensor sigmoid() {
    return map(ReferenceTensor::logistic);
  }

  @Override
  public Tensor abs() {
    return map(Math::abs);
  }

  @Override
  public Tensor relu() {
    return map(x -> Math.max(x, 0));
  }

  @Override
  public Tensor silu() {
    return map(x -> x * logistic(x));
  }

  @Override
  public Tensor gelu() {
    return map(
        x -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * Math.pow(x, 3)))));
  }

  private ReferenceTensor reduce(Axis axis, double start, DoubleBinaryOperator operation) {
    computation.requireOpen();
    Shape reduced = shape.with(axis, 1);
    double[] result = new double[reduced.size()];
    Arrays.fill(result, start);
    for (int i = 0; i < shape.rows(); i++) {
      for (int j = 0; j < shape.columns(); j++) {
        int at = axis == Axis.ROWS ? j : i;
        result[at] = operation.applyAsDouble(result[at], at(i, j));
      }
    }
    return new ReferenceTensor(computation, reduced, result);
  }

  @Override
  public Tensor sum(Axis axis) {
    return reduce(axis, 0, Double::sum);
  }

  @Override
  public Tensor mean(Axis axis) {
    return reduce(axis, 0, Double::sum).map(sum -> sum / shape.along(axis));
  }

  @Override
  public Tensor max(Axis axis) {
    return reduce(axis, Double.NEGATIVE_INFINITY, Math::max);
  }

  @Override
  public Tensor sum() {
    double sum = Arrays.stream(data).sum();
    return build(new Shape(1, 1), (i, j) -> sum);
  }

  @Override
  public Tensor mean() {
    double mean = Arrays.stream(data).sum() / data.length;
    return build(new Shape(1, 1), (i, j) -> mean);
  }

  @Override
  public Tensor concatenate(Axis axis, List<Tensor> others) {
    Axis across = axis == Axis.ROWS ? Axis.COLUMNS : Axis.ROWS;
    ReferenceTensor joined = this;
    for (ReferenceTensor next : others.stream().map(computation::own).toList()) {
      if (next.shape.along(across) != shape.along(across)) {
        throw new IllegalArgumentException(
            "cannot concatenate " + shape + " and " + next.shape + " along " + axis);
      }
      joined = joined.behind(axis, next);
    }
    return joined == this ? map(x -> x) : joined;
  }

  private ReferenceTensor behind(Axis axis, ReferenceTensor next) {
    int rows = shape.rows();
    int columns = shape.columns();
    return axis == Axis.ROWS
        ? build(
            new Shape(rows + next.shape.rows(), columns),
            (i, j) -> i < rows ? at(i, j) : next.at(i - rows, j))
        : build(
            new Shape(rows, columns + next.shape.columns()),
            (i, j) -> j < columns ? at(i, j) : next.at(i, j - columns));
  }

  @Override
  public Tensor slice(Axis axis, int from, int to) {
    if (from < 0 || from >= to || to > shape.along(axis)) {
      throw new IllegalArgumentException(
          "cannot slice " + shape + " along " + axis + " from " + from + " to " + to);
    }
    return build(
        shape.with(axis, to - from),
        (i, j) -> axis == Axis.ROWS ? at(from + i, j) : at(i, from + j));
  }

  @Override
  public Tensor take(Axis axis, Indices indices) {
    for (int k = 0; k < indices.length(); k++) {
      if (indices.get(k) >= shape.along(axis)) {
        throw new IllegalArgumentException(
            "cannot take " + indices.get(k) + " along " + axis + " of " + shape);
      }
    }
    return build(
        shape.with(axis, indices.length()),
        (i, j) -> {
          int index = indices.get(axis == Axis.ROWS ? i : j);
          if (index < 0) {
            return 0;
          }
          return axis == Axis.ROWS ? at(index, j) : at(i, index);
        });
  }

  @Override
  public Tensor convolve(Tensor kernel, Convolution convolution) {
    ReferenceTensor weights = computation.own(kernel);
    ImageLayout in = convolution.input();
    ImageLayout out = convolution.output();
    int size = convolution.kernel();
    if (shape.columns() != in.size()
        || weights.shape.rows() != out.channels()
        || weights.shape.columns() != in.channels() * size * size) {
      throw new IllegalArgumentException(
          "cannot convolve " + shape + " with " + weights.shape + " as " + convolution);
    }
    return build(
        new Shape(shape.rows(), out.size()),
        (image, column) -> {
          int output = column / out.pixels();
          int top = column % out.pixels() / out.width() * convolution.stride();
          int left = column % out.width() * convolution.stride();
          double sum = 0;
          for (int c = 0; c < in.channels(); c++) {
            for (int a = 0; a < size; a++) {
              for (int b = 0; b < size; b++) {
                int y = top + a - convolution.padding();
                int x = left + b - convolution.padding();
                if (y >= 0 && y < in.height() && x >= 0 && x < in.width()) {
                  sum +=
                      weights.at(output, (c * size + a) * size + b)
                          * at(image, (c * in.height() + y) * in.width() + x);
                }
              }
            }
          }
          return sum;
        });
  }

  @Override
  public Tensor reshape(Shape wanted) {
    if (wanted.size() != shape.size()) {
      throw new IllegalArgumentException("cannot reshape " + shape + " to " + wanted);
    }
    return build(wanted, (i, j) -> data[i * wanted.columns() + j]);
  }

  @Override
  public Tensor broadcastTo(Shape wanted) {
    if (!shape.broadcast(wanted).equals(wanted)) {
      throw new IllegalArgumentException("cannot broadcast " + shape + " to " + wanted);
    }
    return build(wanted, this::broadcast);
  }

  @Override
  public Tensor stopGradient() {
    return map(x -> x);
  }
}
