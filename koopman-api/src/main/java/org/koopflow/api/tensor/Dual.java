package org.koopflow.api.tensor;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.koopflow.api.Batch;

/**
 * A tensor with its derivative along one direction: forward-mode differentiation. Being a tensor
 * itself it runs through the same functions, so any lifting yields its Lie derivative without its
 * author's help, and reverse mode through the result still gives parameter gradients, without a
 * second-order pass.
 *
 * <p>A tangent that is zero everywhere is not stored, so constants cost nothing. Inside a function
 * that runs on dual tensors every tensor is dual: inputs are made so by the caller, parameters and
 * constants by {@link #scope}.
 */
public final class Dual implements Tensor {
  private final Tensor value;
  private final Tensor tangent;

  private Dual(Tensor value, Tensor tangent) {
    this.value = value;
    this.tangent = tangent;
  }

  /**
   * A value that moves.
   *
   * @param value the value
   * @param tangent its derivative, of the same shape
   * @return the pair
   */
  public static Dual of(Tensor value, Tensor tangent) {
    if (!value.shape().equals(tangent.shape())) {
      throw new IllegalArgumentException(
          "a tangent has the shape of its value, got " + tangent.shape() + " for " + value.shape());
    }
    return new Dual(value, tangent);
  }

  /**
   * A value that does not move.
   *
   * @param value the value
   * @return the pair with a zero tangent
   */
  public static Dual constant(Tensor value) {
    return value instanceof Dual dual ? dual : new Dual(value, null);
  }

  /**
   * Makes the parameters and constants of a scope dual, with zero tangents.
   *
   * @param scope the scope to wrap
   * @return the dual scope
   */
  public static Scope scope(Scope scope) {
    return new Scope() {
      @Override
      public Tensor parameter(String name) {
        return Dual.constant(scope.parameter(name));
      }

      @Override
      public Tensor constant(Batch batch) {
        return Dual.constant(scope.constant(batch));
      }

      @Override
      public Tensor filled(Shape shape, double number) {
        return Dual.constant(scope.filled(shape, number));
      }
    };
  }

  private static Dual dual(Tensor tensor) {
    return constant(tensor);
  }

  /**
   * The value.
   *
   * @return the tensor this one follows
   */
  public Tensor value() {
    return value;
  }

  /**
   * The derivative along the direction.
   *
   * @return a tensor of the shape of the value
   */
  public Tensor tangent() {
    return tangent != null ? tangent : value.multiply(0).stopGradient();
  }

  private Dual map(Tensor result, Function<Tensor, Tensor> derivative) {
    return new Dual(result, tangent == null ? null : derivative.apply(tangent));
  }

  private Dual both(Function<Tensor, Tensor> linear) {
    return new Dual(linear.apply(value), tangent == null ? null : linear.apply(tangent));
  }

  private static Tensor sumOf(Tensor a, Tensor b, Shape shape) {
    if (a == null && b == null) {
      return null;
    }
    Tensor sum = a == null ? b : b == null ? a : a.add(b);
    return sum.shape().equals(shape) ? sum : sum.broadcastTo(shape);
  }

  @Override
  public Shape shape() {
    return value.shape();
  }

  @Override
  public Tensor add(Tensor other) {
    Dual b = dual(other);
    Tensor sum = value.add(b.value);
    return new Dual(sum, sumOf(tangent, b.tangent, sum.shape()));
  }

  @Override
  public Tensor subtract(Tensor other) {
    Dual b = dual(other);
    Tensor difference = value.subtract(b.value);
    Tensor minus = b.tangent == null ? null : b.tangent.negate();
    return new Dual(difference, sumOf(tangent, minus, difference.shape()));
  }

  @Override
  public Tensor multiply(Tensor other) {
    Dual b = dual(other);
    Tensor product = value.multiply(b.value);
    Tensor left = tangent == null ? null : tangent.multiply(b.value);
    Tensor right = b.tangent == null ? null : value.multiply(b.tangent);
    return new Dual(product, sumOf(left, right, product.shape()));
  }

  @Override
  public Tensor divide(Tensor other) {
    Dual b = dual(other);
    Tensor quotient = value.divide(b.value);
    Tensor left = tangent == null ? null : tangent.divide(b.value);
    Tensor right = b.tangent == null ? null : quotient.multiply(b.tangent).divide(b.value).negate();
    return new Dual(quotient, sumOf(left, right, quotient.shape()));
  }

  @Override
  public Tensor add(double number) {
    return map(value.add(number), d -> d);
  }

  @Override
  public Tensor multiply(double number) {
    return both(t -> t.multiply(number));
  }

  @Override
  public Tensor square() {
    return map(value.square(), d -> d.multiply(value).multiply(2));
  }

  @Override
  public Tensor matmul(Tensor other) {
    Dual b = dual(other);
    Tensor product = value.matmul(b.value);
    Tensor left = tangent == null ? null : tangent.matmul(b.value);
    Tensor right = b.tangent == null ? null : value.matmul(b.tangent);
    return new Dual(product, sumOf(left, right, product.shape()));
  }

  @Override
  public Tensor linear(Tensor weight, Tensor bias) {
    Dual w = dual(weight);
    Dual c = dual(bias);
    if (w.tangent != null || c.tangent != null) {
      return matmul(w.transpose()).add(c);
    }
    return map(value.linear(w.value, c.value), d -> d.matmul(w.value.transpose()));
  }

  @Override
  public Tensor transpose() {
    return both(Tensor::transpose);
  }

  @Override
  public Tensor exp() {
    Tensor result = value.exp();
    return map(result, d -> d.multiply(result));
  }

  @Override
  public Tensor log() {
    return map(value.log(), d -> d.divide(value));
  }

  @Override
  public Tensor sin() {
    return map(value.sin(), d -> d.multiply(value.cos()));
  }

  @Override
  public Tensor cos() {
    return map(value.cos(), d -> d.multiply(value.sin()).negate());
  }

  @Override
  public Tensor sqrt() {
    Tensor result = value.sqrt();
    return map(result, d -> d.divide(result).multiply(0.5));
  }

  @Override
  public Tensor tanh() {
    Tensor result = value.tanh();
    return map(result, d -> d.multiply(result.square().negate().add(1)));
  }

  @Override
  public Tensor sigmoid() {
    Tensor result = value.sigmoid();
    return map(result, d -> d.multiply(result.multiply(result.negate().add(1))));
  }

  @Override
  public Tensor silu() {
    if (tangent == null) {
      return new Dual(value.silu(), null);
    }
    Tensor gate = value.sigmoid();
    Tensor result = value.multiply(gate);
    // silu' = s + x s (1 - s) = s + y - y s, with s the gate and y the result.
    return new Dual(result, tangent.multiply(gate.add(result).subtract(result.multiply(gate))));
  }

  @Override
  public Tensor abs() {
    // |x|' = relu'(x) - relu'(-x); built from tensors that carry the sign without a branch.
    return relu().add(negate().relu());
  }

  @Override
  public Tensor relu() {
    return map(value.relu(), d -> d.multiply(step(value)));
  }

  /** 1 where positive, 0 elsewhere; the smallest normal number keeps 0 / 0 away. */
  private static Tensor step(Tensor x) {
    Tensor positive = x.relu().stopGradient();
    return positive.divide(positive.add(Float.MIN_NORMAL));
  }

  @Override
  public Tensor sum(Axis axis) {
    return both(t -> t.sum(axis));
  }

  @Override
  public Tensor mean(Axis axis) {
    return both(t -> t.mean(axis));
  }

  @Override
  public Tensor mean(Axis axis, int lost) {
    return both(t -> t.mean(axis, lost));
  }

  @Override
  public Tensor sum() {
    return both(Tensor::sum);
  }

  @Override
  public Tensor mean() {
    return both(Tensor::mean);
  }

  @Override
  public Tensor max(Axis axis) {
    Tensor largest = value.max(axis);
    return map(
        largest,
        d -> {
          // 1 at the largest entries, 0 elsewhere, shared where there are several.
          Tensor below = step(largest.broadcastTo(value.shape()).subtract(value));
          Tensor at = below.negate().add(1);
          return d.multiply(at).sum(axis).divide(at.sum(axis));
        });
  }

  @Override
  public Tensor concatenate(Axis axis, List<Tensor> others) {
    List<Dual> duals = others.stream().map(Dual::dual).toList();
    Tensor values = value.concatenate(axis, duals.stream().map(Dual::value).toList());
    boolean moving = tangent != null || duals.stream().anyMatch(d -> d.tangent != null);
    return new Dual(
        values,
        moving ? tangent().concatenate(axis, duals.stream().map(Dual::tangent).toList()) : null);
  }

  @Override
  public Tensor slice(Axis axis, int from, int to) {
    return both(t -> t.slice(axis, from, to));
  }

  @Override
  public List<Tensor> split(Axis axis, List<Shape> like) {
    List<Tensor> values = value.split(axis, like);
    List<Tensor> tangents = tangent == null ? null : tangent.split(axis, like);
    return IntStream.range(0, values.size())
        .mapToObj(i -> (Tensor) new Dual(values.get(i), tangents == null ? null : tangents.get(i)))
        .toList();
  }

  @Override
  public Tensor take(Axis axis, Indices indices) {
    return both(t -> t.take(axis, indices));
  }

  @Override
  public Tensor convolve(Tensor kernel, Convolution convolution) {
    Dual k = dual(kernel);
    Tensor result = value.convolve(k.value, convolution);
    Tensor left = tangent == null ? null : tangent.convolve(k.value, convolution);
    Tensor right = k.tangent == null ? null : value.convolve(k.tangent, convolution);
    return new Dual(result, sumOf(left, right, result.shape()));
  }

  @Override
  public Tensor reshape(Shape shape) {
    return both(t -> t.reshape(shape));
  }

  @Override
  public Tensor broadcastTo(Shape shape) {
    return both(t -> t.broadcastTo(shape));
  }

  @Override
  public Tensor stopGradient() {
    // Only reverse mode is stopped: the value still moves along the direction.
    return both(Tensor::stopGradient);
  }
}
