package org.koopflow.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.koopflow.api.Batch;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Indices;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * One operation of {@link Tensor} with operands to try it on, at which it can be differentiated.
 *
 * @param name what is tried, for a person
 * @param operands single-precision operands
 * @param function applies the operation
 */
record TensorOperation(String name, List<Batch> operands, Function<List<Tensor>, Tensor> function) {
  private static final int ROWS = 3;
  private static final int COLUMNS = 4;

  /** The operands by the names under which a function finds them. */
  Map<String, Batch> named() {
    Map<String, Batch> named = new LinkedHashMap<>();
    for (int i = 0; i < operands.size(); i++) {
      named.put("operand" + i, operands.get(i));
    }
    return named;
  }

  /** Applies the operation to operands found by name. */
  Tensor apply(Function<String, Tensor> find) {
    return function.apply(named().keySet().stream().map(find).toList());
  }

  /** Every operation, the binary ones in all cases of broadcasting. */
  static List<TensorOperation> all() {
    List<TensorOperation> all = new ArrayList<>();
    broadcasting(all, "add", Tensor::add);
    broadcasting(all, "subtract", Tensor::subtract);
    broadcasting(all, "multiply", Tensor::multiply);
    broadcasting(all, "divide", Tensor::divide);
    elementwise(all);
    products(all);
    reductions(all);
    rearrangements(all);
    gathers(all);
    convolutions(all);
    return all;
  }

  private static void broadcasting(
      List<TensorOperation> all, String name, BinaryOperator<Tensor> operation) {
    int[][] pairs = {
      {ROWS, COLUMNS, ROWS, COLUMNS},
      {ROWS, COLUMNS, 1, COLUMNS},
      {1, COLUMNS, ROWS, COLUMNS},
      {ROWS, COLUMNS, ROWS, 1},
      {ROWS, 1, ROWS, COLUMNS},
      {ROWS, COLUMNS, 1, 1},
      {1, 1, ROWS, COLUMNS},
      {ROWS, 1, 1, COLUMNS},
      {1, COLUMNS, ROWS, 1},
      {1, 1, 1, 1},
    };
    for (int[] s : pairs) {
      // Away from 0, so that a quotient is no larger than it need be.
      Batch left = Samples.uniform(s[0], s[1], -2, 2, "left");
      Batch right = Samples.uniform(s[2], s[3], 0.5, 2, "right");
      String sizes = "%d x %d with %d x %d".formatted(s[0], s[1], s[2], s[3]);
      all.add(
          new TensorOperation(
              name + " " + sizes, List.of(left, right), x -> operation.apply(x.get(0), x.get(1))));
    }
    all.add(
        new TensorOperation(
            name + " with itself",
            List.of(Samples.uniform(ROWS, COLUMNS, 0.5, 2, "itself")),
            x -> operation.apply(x.get(0), x.get(0))));
  }

  private static TensorOperation unary(String name, Batch x, UnaryOperator<Tensor> operation) {
    return new TensorOperation(name, List.of(x), operands -> operation.apply(operands.get(0)));
  }

  private static void elementwise(List<TensorOperation> all) {
    Batch any = Samples.normal(ROWS, COLUMNS, "any");
    Batch positive = Samples.uniform(ROWS, COLUMNS, 0.3, 3, "positive");
    Batch apart = Samples.apart(ROWS, COLUMNS);
    all.add(unary("add a number", any, x -> x.add(0.75)));
    all.add(unary("multiply by a number", any, x -> x.multiply(-1.5)));
    all.add(unary("negate", any, Tensor::negate));
    all.add(unary("square", any, Tensor::square));
    all.add(unary("exp", any, Tensor::exp));
    all.add(unary("log", positive, Tensor::log));
    all.add(unary("sin", any, Tensor::sin));
    all.add(unary("cos", any, Tensor::cos));
    all.add(unary("sqrt", positive, Tensor::sqrt));
    all.add(unary("tanh", any, Tensor::tanh));
    all.add(unary("sigmoid", any, Tensor::sigmoid));
    all.add(unary("abs", apart, Tensor::abs));
    all.add(unary("relu", apart, Tensor::relu));
    all.add(unary("silu", any, Tensor::silu));
    all.add(unary("gelu", any, Tensor::gelu));
    Batch far = Batch.of(1, 4, -30, -8, 8, 30);
    all.add(unary("sigmoid far out", far, Tensor::sigmoid));
    all.add(unary("tanh far out", far, Tensor::tanh));
    all.add(unary("silu far out", far, Tensor::silu));
    all.add(unary("gelu far out", far, Tensor::gelu));
  }

  private static void products(List<TensorOperation> all) {
    int[][] sizes = {{3, 4, 2}, {1, 4, 1}, {3, 1, 4}, {1, 1, 5}, {7, 33, 5}};
    for (int[] s : sizes) {
      all.add(
          new TensorOperation(
              "matmul %d x %d by %d x %d".formatted(s[0], s[1], s[1], s[2]),
              List.of(Samples.normal(s[0], s[1], "factor"), Samples.normal(s[1], s[2], "second")),
              x -> x.get(0).matmul(x.get(1))));
      all.add(
          new TensorOperation(
              "linear %d x %d to %d outputs".formatted(s[0], s[1], s[2]),
              List.of(
                  Samples.normal(s[0], s[1], "input"),
                  Samples.normal(s[2], s[1], "weight"),
                  Samples.normal(1, s[2], "bias")),
              x -> x.get(0).linear(x.get(1), x.get(2))));
    }
    Batch any = Samples.normal(ROWS, COLUMNS, "transposed");
    all.add(unary("transpose", any, Tensor::transpose));
    all.add(unary("product with its own transpose", any, x -> x.matmul(x.transpose())));
  }

  private static void reductions(List<TensorOperation> all) {
    Batch any = Samples.normal(ROWS, COLUMNS, "reduced");
    Batch apart = Samples.apart(ROWS, COLUMNS);
    for (Axis axis : Axis.values()) {
      all.add(unary("sum along " + axis, any, x -> x.sum(axis)));
      all.add(unary("mean along " + axis, any, x -> x.mean(axis)));
      all.add(unary("mean less one along " + axis, any, x -> x.mean(axis, 1)));
      all.add(unary("max along " + axis, apart, x -> x.max(axis)));
      all.add(unary("max of transposed along " + axis, apart, x -> x.transpose().max(axis)));
    }
    all.add(unary("sum", any, Tensor::sum));
    all.add(unary("mean", any, Tensor::mean));
  }

  private static void rearrangements(List<TensorOperation> all) {
    Batch any = Samples.normal(ROWS, COLUMNS, "arranged");
    for (Axis axis : Axis.values()) {
      Batch second = Samples.normal(axis == Axis.ROWS ? 2 : 3, axis == Axis.ROWS ? 4 : 2, "2nd");
      Batch third = Samples.normal(axis == Axis.ROWS ? 1 : 3, axis == Axis.ROWS ? 4 : 1, "3rd");
      all.add(
          new TensorOperation(
              "concatenate three along " + axis,
              List.of(any, second, third),
              x -> x.get(0).concatenate(axis, x.subList(1, 3))));
      all.add(
          new TensorOperation(
              "split three along " + axis,
              List.of(any, second, third),
              x -> {
                List<Shape> parts = x.stream().map(Tensor::shape).toList();
                Tensor whole = x.get(0).concatenate(axis, x.subList(1, 3)).multiply(2);
                List<Tensor> split = whole.split(axis, parts);
                return split.get(2).concatenate(axis, List.of(split.get(1), split.get(0)));
              }));
      all.add(unary("split nothing along " + axis, any, x -> split(x, axis)));
      all.add(unary("concatenate nothing along " + axis, any, x -> x.concatenate(axis, List.of())));
      all.add(unary("slice the middle along " + axis, any, x -> x.slice(axis, 1, 2)));
      all.add(unary("slice the end along " + axis, any, x -> x.slice(axis, 1, length(axis))));
      all.add(unary("slice all along " + axis, any, x -> x.slice(axis, 0, length(axis))));
    }
    all.add(unary("reshape to a row", any, x -> x.reshape(new Shape(1, 12))));
    all.add(unary("reshape to 6 x 2", any, x -> x.reshape(new Shape(6, 2))));
    all.add(unary("reshape a transposed", any, x -> x.transpose().reshape(new Shape(2, 6))));
    all.add(
        unary("reshape a slice", any, x -> x.slice(Axis.COLUMNS, 1, 3).reshape(new Shape(1, 6))));
    Shape full = new Shape(ROWS, COLUMNS);
    all.add(unary("broadcast itself", any, x -> x.broadcastTo(full)));
    all.add(unary("broadcast a row", any.rows(0, 1), x -> x.broadcastTo(full)));
    all.add(unary("broadcast a column", any.columns(0, 1), x -> x.broadcastTo(full)));
    all.add(unary("broadcast a number", Batch.of(1, 1, 2), x -> x.broadcastTo(full)));
    all.add(
        new TensorOperation(
            "multiply what was broadcast twice",
            List.of(any.rows(0, 1), Batch.of(1, 1, 2)),
            x -> x.get(0).broadcastTo(full).multiply(x.get(1).broadcastTo(full))));
  }

  private static Tensor split(Tensor x, Axis axis) {
    return x.split(axis, List.of(x.shape())).get(0);
  }

  private static void gathers(List<TensorOperation> all) {
    Batch any = Samples.normal(ROWS, COLUMNS, "gathered");
    int zero = Indices.ZERO;
    for (Axis axis : Axis.values()) {
      gather(all, "one", any, axis, 1);
      gather(all, "in another order", any, axis, 2, 0, 1);
      gather(all, "neighbours and zeros", any, axis, zero, 0, 1, zero, zero, 1, 2);
      gather(all, "one again and again", any, axis, 0, 2, 0, 0, 2);
      gather(all, "nothing but zeros", any, axis, zero, zero);
    }
    all.add(
        unary(
            "take of transposed",
            any,
            x -> x.transpose().take(Axis.COLUMNS, Indices.of(2, zero, 2, 0))));
    all.add(
        unary(
            "take columns and rows",
            any,
            x ->
                x.take(Axis.COLUMNS, Indices.of(3, 3, 1))
                    .multiply(2)
                    .take(Axis.ROWS, Indices.of(0, 0, 2, zero))));
  }

  private static void gather(
      List<TensorOperation> all, String name, Batch x, Axis axis, int... indices) {
    Indices list = Indices.of(indices);
    all.add(unary("take " + name + " along " + axis, x, t -> t.take(axis, list)));
  }

  private static void convolutions(List<TensorOperation> all) {
    ImageLayout image = new ImageLayout(2, 4, 3);
    convolution(all, 2, Convolution.same(image, 3, 3));
    convolution(all, 2, new Convolution(image, 2, 3, 1, 0));
    convolution(all, 2, new Convolution(image, 3, 3, 2, 1));
    convolution(all, 3, new Convolution(image, 4, 1, 1, 0));
    convolution(all, 1, new Convolution(image, 1, 2, 2, 0));
    convolution(all, 2, new Convolution(image, 2, 2, 3, 1));
    convolution(all, 1, new Convolution(new ImageLayout(1, 1, 6), 2, 3, 1, 2));
    Convolution product = new Convolution(image, 2, 3, 2, 1);
    all.add(
        new TensorOperation(
            "convolve by a product",
            List.of(Samples.normal(2, image.size(), "images"), Samples.normal(2, 2 * 9, "kernel")),
            x -> product.byProduct(x.get(0), x.get(1))));
    Convolution again = Convolution.same(new ImageLayout(3, 4, 3), 1, 3);
    all.add(
        new TensorOperation(
            "convolve what was convolved",
            List.of(
                Samples.normal(2, image.size(), "images"),
                Samples.normal(3, 2 * 9, "kernel"),
                Samples.normal(1, 3 * 9, "second")),
            x ->
                x.get(0)
                    .convolve(x.get(1), Convolution.same(image, 3, 3))
                    .convolve(x.get(2), again)));
  }

  private static void convolution(List<TensorOperation> all, int rows, Convolution sizes) {
    Shape kernel = sizes.kernelShape();
    all.add(
        new TensorOperation(
            "convolve %d of %s".formatted(rows, sizes),
            List.of(
                Samples.normal(rows, sizes.input().size(), "images"),
                Samples.normal(kernel.rows(), kernel.columns(), "kernel")),
            x -> x.get(0).convolve(x.get(1), sizes)));
  }

  private static int length(Axis axis) {
    return axis == Axis.ROWS ? ROWS : COLUMNS;
  }
}
