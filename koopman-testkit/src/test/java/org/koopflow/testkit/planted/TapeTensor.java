package org.koopflow.testkit.planted;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.Indices;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * A tensor of another backend together with the way back: reverse-mode differentiation written in
 * plain tensor operations, with a place for each planted fault.
 */
final class TapeTensor implements Tensor {
  private final Tape tape;
  private final Tensor value;
  private final List<Edge> edges;

  /** How a gradient of the result reaches one operand. */
  record Edge(TapeTensor operand, UnaryOperator<Tensor> pullBack) {}

  TapeTensor(Tape tape, Tensor value, List<Edge> edges) {
    this.tape = tape;
    this.value = value;
    this.edges = edges;
    tape.add(this);
  }

  Tensor value() {
    return value;
  }

  List<Edge> edges() {
    return edges;
  }

  private TapeTensor unary(Tensor result, UnaryOperator<Tensor> pullBack) {
    return new TapeTensor(tape, result, List.of(new Edge(this, pullBack)));
  }

  private TapeTensor binary(
      TapeTensor other, Tensor result, UnaryOperator<Tensor> left, UnaryOperator<Tensor> right) {
    return new TapeTensor(
        tape,
        result,
        List.of(
            new Edge(this, g -> unbroadcast(left.apply(g), shape())),
            new Edge(other, g -> unbroadcast(right.apply(g), other.shape()))));
  }

  private Tensor unbroadcast(Tensor gradient, Shape shape) {
    Tensor sum = gradient;
    boolean faulty = tape.has(Fault.BROADCAST_GRADIENT);
    if (shape.rows() == 1 && sum.shape().rows() > 1) {
      sum = faulty ? sum.slice(Axis.ROWS, 0, 1) : sum.sum(Axis.ROWS);
    }
    if (shape.columns() == 1 && sum.shape().columns() > 1) {
      sum = faulty ? sum.slice(Axis.COLUMNS, 0, 1) : sum.sum(Axis.COLUMNS);
    }
    return sum;
  }

  /** The operand as it enters a broadcast. */
  private Tensor stretched(Shape other) {
    boolean column = shape().columns() == 1 && other.columns() > 1 && shape().rows() > 1;
    return tape.has(Fault.BROADCAST_VALUE) && column ? value.slice(Axis.ROWS, 0, 1) : value;
  }

  @Override
  public Shape shape() {
    return value.shape();
  }

  @Override
  public Tensor add(Tensor other) {
    TapeTensor b = tape.own(other);
    shape().broadcast(b.shape());
    Tensor sum = stretched(b.shape()).add(b.stretched(shape()));
    return binary(b, whole(sum, b), g -> g, g -> g);
  }

  /** Of the shape it must have, whatever has gone wrong with its entries. */
  private Tensor whole(Tensor result, TapeTensor b) {
    return result.broadcastTo(shape().broadcast(b.shape()));
  }

  @Override
  public Tensor subtract(Tensor other) {
    TapeTensor b = tape.own(other);
    return binary(b, value.subtract(b.value), g -> g, Tensor::negate);
  }

  @Override
  public Tensor multiply(Tensor other) {
    TapeTensor b = tape.own(other);
    return binary(b, value.multiply(b.value), g -> g.multiply(b.value), g -> g.multiply(value));
  }

  @Override
  public Tensor divide(Tensor other) {
    TapeTensor b = tape.own(other);
    Tensor quotient = value.divide(b.value);
    return binary(
        b, quotient, g -> g.divide(b.value), g -> g.multiply(quotient).divide(b.value).negate());
  }

  @Override
  public Tensor add(double number) {
    return unary(value.add(number), g -> g);
  }

  @Override
  public Tensor multiply(double number) {
    return unary(value.multiply(number), g -> g.multiply(number));
  }

  @Override
  public Tensor matmul(Tensor other) {
    TapeTensor b = tape.own(other);
    Tensor product = value.matmul(b.value);
    return new TapeTensor(
        tape,
        product,
        List.of(
            new Edge(this, g -> g.matmul(b.value.transpose())),
            new Edge(
                b,
                g -> {
                  Tensor right = value.transpose().matmul(g);
                  return tape.has(Fault.TRANSPOSED_MATMUL_GRADIENT)
                      ? right.transpose().reshape(right.shape())
                      : right;
                })));
  }

  @Override
  public Tensor transpose() {
    return unary(value.transpose(), Tensor::transpose);
  }

  @Override
  public Tensor linear(Tensor weight, Tensor bias) {
    if (bias.shape().rows() != 1 || bias.shape().columns() != weight.shape().rows()) {
      throw new IllegalArgumentException("a bias is 1 x outputs, got " + bias.shape());
    }
    return overridden(Tensor.super.linear(weight, bias));
  }

  /** What a default gives, unless it is to be spoilt. */
  private Tensor overridden(Tensor sound) {
    if (tape.has(Fault.OVERRIDDEN_VALUES)) {
      return sound.multiply(1.001).add(0.001);
    }
    Tensor result = ((TapeTensor) sound).value();
    return tape.has(Fault.OVERRIDDEN_GRADIENTS)
        ? new TapeTensor(
            tape, result, List.of(new Edge((TapeTensor) sound, g -> g.multiply(1.001))))
        : sound;
  }

  @Override
  public Tensor negate() {
    return overridden(Tensor.super.negate());
  }

  @Override
  public Tensor square() {
    return overridden(Tensor.super.square());
  }

  @Override
  public Tensor silu() {
    return overridden(Tensor.super.silu());
  }

  @Override
  public Tensor gelu() {
    return overridden(Tensor.super.gelu());
  }

  @Override
  public Tensor mean(Axis axis) {
    Tensor mean = Tensor.super.mean(axis);
    return overridden(axis == Axis.ROWS ? mean.multiply(tape.growth()) : mean);
  }

  @Override
  public Tensor mean(Axis axis, int lost) {
    return overridden(Tensor.super.mean(axis, lost));
  }

  @Override
  public List<Tensor> split(Axis axis, List<Shape> like) {
    return Tensor.super.split(axis, like).stream().map(this::overridden).toList();
  }

  @Override
  public Tensor sum() {
    return overridden(Tensor.super.sum());
  }

  @Override
  public Tensor mean() {
    return overridden(Tensor.super.mean());
  }

  @Override
  public Tensor exp() {
    Tensor y = value.exp();
    return unary(y, g -> g.multiply(y));
  }

  @Override
  public Tensor log() {
    return unary(value.log(), g -> g.divide(value));
  }

  @Override
  public Tensor sin() {
    return unary(value.sin(), g -> g.multiply(value.cos()));
  }

  @Override
  public Tensor cos() {
    return unary(value.cos(), g -> g.multiply(value.sin()).negate());
  }

  @Override
  public Tensor sqrt() {
    Tensor y = value.sqrt();
    return unary(y, g -> g.divide(y).multiply(0.5));
  }

  @Override
  public Tensor tanh() {
    Tensor y = value.tanh();
    Tensor slope = tape.has(Fault.TANH_DERIVATIVE) ? y : y.square();
    return unary(y, g -> g.multiply(slope.negate().add(1)));
  }

  @Override
  public Tensor sigmoid() {
    Tensor y = value.sigmoid();
    return unary(y, g -> g.multiply(y.subtract(y.square())));
  }

  /** 1 where positive, 0 elsewhere. */
  private static Tensor step(Tensor x) {
    Tensor positive = x.relu();
    return positive.divide(positive.add(Double.MIN_NORMAL));
  }

  @Override
  public Tensor abs() {
    return unary(value.abs(), g -> g.multiply(step(value).subtract(step(value.negate()))));
  }

  @Override
  public Tensor relu() {
    return unary(value.relu(), g -> g.multiply(step(value)));
  }

  @Override
  public Tensor sum(Axis axis) {
    return unary(value.sum(axis), g -> g.broadcastTo(shape()));
  }

  @Override
  public Tensor max(Axis axis) {
    Tensor largest = value.max(axis);
    return unary(
        largest,
        g -> {
          Tensor at = step(largest.subtract(value)).negate().add(1);
          return at.multiply(g.divide(at.sum(axis)));
        });
  }

  @Override
  public Tensor concatenate(Axis axis, List<Tensor> others) {
    List<Tensor> values = new ArrayList<>();
    List<Edge> joined = new ArrayList<>();
    int from = 0;
    List<TapeTensor> parts = new ArrayList<>(List.of(this));
    others.forEach(other -> parts.add(tape.own(other)));
    for (TapeTensor part : parts) {
      int start = from;
      int end = from + part.shape().along(axis);
      joined.add(new Edge(part, g -> g.slice(axis, start, end)));
      values.add(part.value);
      from = end;
    }
    return new TapeTensor(tape, value.concatenate(axis, values.subList(1, values.size())), joined);
  }

  @Override
  public Tensor slice(Axis axis, int from, int to) {
    return unary(
        value.slice(axis, from, to),
        g -> {
          List<Tensor> parts = new ArrayList<>();
          if (from > 0) {
            parts.add(value.slice(axis, 0, from).multiply(0));
          }
          parts.add(g);
          if (to < shape().along(axis)) {
            parts.add(value.slice(axis, to, shape().along(axis)).multiply(0));
          }
          return parts.get(0).concatenate(axis, parts.subList(1, parts.size()));
        });
  }

  @Override
  public Tensor take(Axis axis, Indices indices) {
    int length = shape().along(axis);
    return unary(
        value.take(axis, indices),
        g -> {
          Tensor sum = null;
          for (Indices places : places(indices, length)) {
            Tensor part = g.take(axis, places);
            boolean first = sum == null || tape.has(Fault.OVERWRITING_SCATTER);
            sum = first ? part : sum.add(part);
          }
          return sum;
        });
  }

  /** Where each index stands for the first time, for the second, and so on. */
  private List<Indices> places(Indices indices, int length) {
    List<int[]> times = new ArrayList<>();
    times.add(nowhere(length));
    int[] count = new int[length];
    for (int place = 0; place < indices.length(); place++) {
      int index = indices.get(place);
      if (index == Indices.ZERO) {
        continue;
      }
      if (count[index] == times.size()) {
        // Whoever overwrites keeps what it does not overwrite.
        times.add(
            tape.has(Fault.OVERWRITING_SCATTER)
                ? times.get(times.size() - 1).clone()
                : nowhere(length));
      }
      times.get(count[index]++)[index] = place;
    }
    return times.stream().map(Indices::of).toList();
  }

  private static int[] nowhere(int length) {
    int[] places = new int[length];
    Arrays.fill(places, Indices.ZERO);
    return places;
  }

  @Override
  public Tensor convolve(Tensor kernel, Convolution sizes) {
    sizes.result(shape(), kernel.shape());
    if (tape.has(Fault.TRANSPOSED_KERNEL)) {
      int k = sizes.kernel();
      Indices transposed =
          Indices.of(kernel.shape().columns(), i -> i / (k * k) * k * k + i % k * k + i / k % k);
      return Tensor.super.convolve(kernel.take(Axis.COLUMNS, transposed), sizes);
    }
    if (tape.has(Fault.REPEATED_PADDING) && sizes.padding() > 0) {
      return Images.padded(this, sizes).convolve(kernel, Images.withoutPadding(sizes));
    }
    if (tape.has(Fault.DROPPED_BORDER)) {
      Tensor inner = take(Axis.COLUMNS, Images.inner(sizes.input(), true));
      Tensor border = stopGradient().take(Axis.COLUMNS, Images.inner(sizes.input(), false));
      return ((TapeTensor) inner.add(border)).byDefault(kernel, sizes);
    }
    return byDefault(kernel, sizes);
  }

  private Tensor byDefault(Tensor kernel, Convolution sizes) {
    return Tensor.super.convolve(kernel, sizes);
  }

  @Override
  public Tensor reshape(Shape wanted) {
    return unary(value.reshape(wanted), g -> g.reshape(shape()));
  }

  @Override
  public Tensor broadcastTo(Shape wanted) {
    return unary(value.broadcastTo(wanted), g -> unbroadcast(g, shape()));
  }

  @Override
  public Tensor stopGradient() {
    return tape.has(Fault.UNSTOPPED_GRADIENT)
        ? unary(value, g -> g)
        : new TapeTensor(tape, value, List.of());
  }
}
