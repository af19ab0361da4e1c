package org.koopflow.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.LossFunction.Loss;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * A loss to differentiate, built the way this project builds its losses.
 *
 * @param name what it tries
 * @param loss the loss
 * @param weights where to differentiate
 * @param inputs its inputs
 */
record LossCase(String name, LossFunction loss, Weights weights, Map<String, Batch> inputs) {
  private static final int HIDDEN = 5;
  private static final int OUT = 3;

  static List<LossCase> all() {
    return List.of(
        new LossCase("regression of a network", LossCase::regression, network(), points()),
        new LossCase("tanh forms of a network", LossCase::gelu, network(), points()),
        new LossCase("residual of the Lie derivative", LossCase::lie, network(), points()),
        new LossCase("variance with its gradient", LossCase::normalised, network(), points()),
        new LossCase("exponential of a matrix", LossCase::exponential, square(), Map.of()),
        new LossCase("logarithm of a sum of exponentials", LossCase::logSum, square(), Map.of()),
        new LossCase("one parameter used many times", LossCase::shared, square(), Map.of()));
  }

  /** A network with one hidden layer; its inputs are a time and two coordinates. */
  static Tensor net(Scope scope, Tensor t, Tensor x) {
    return t.concatenate(Axis.COLUMNS, List.of(x))
        .linear(scope.parameter("in.weight"), scope.parameter("in.bias"))
        .silu()
        .linear(scope.parameter("out.weight"), scope.parameter("out.bias"));
  }

  static Weights network() {
    Map<String, Batch> values = new LinkedHashMap<>();
    values.put("in.weight", Samples.normal(HIDDEN, 3, "in.weight"));
    values.put("in.bias", Samples.normal(1, HIDDEN, "in.bias"));
    values.put("out.weight", Samples.normal(OUT, HIDDEN, "out.weight"));
    values.put("out.bias", Samples.normal(1, OUT, "out.bias"));
    return new Weights(values);
  }

  static Map<String, Batch> points() {
    Map<String, Batch> inputs = new LinkedHashMap<>();
    inputs.put("t", Samples.uniform(6, 1, 0, 1, "t"));
    inputs.put("x", Samples.normal(6, 2, "x"));
    inputs.put("v", Samples.normal(6, 2, "v"));
    inputs.put("target", Samples.normal(6, OUT, "target"));
    return inputs;
  }

  private static Weights square() {
    return new Weights(Map.of("a", Samples.uniform(4, 4, -0.6, 0.6, "a")));
  }

  private static Loss of(Tensor total) {
    return new Loss(total, Map.of("twice", total.multiply(2)));
  }

  private static Loss regression(Scope scope, Map<String, Tensor> in) {
    return of(net(scope, in.get("t"), in.get("x")).subtract(in.get("target")).square().mean());
  }

  private static Loss gelu(Scope scope, Map<String, Tensor> in) {
    Tensor hidden =
        in.get("t")
            .concatenate(Axis.COLUMNS, List.of(in.get("x")))
            .linear(scope.parameter("in.weight"), scope.parameter("in.bias"));
    Tensor both = hidden.gelu().add(hidden.tanh());
    Tensor out = both.linear(scope.parameter("out.weight"), scope.parameter("out.bias"));
    return of(out.subtract(in.get("target")).square().sum(Axis.COLUMNS).mean());
  }

  /** Reverse mode through the tangent of forward mode. */
  private static Loss lie(Scope scope, Map<String, Tensor> in) {
    return of(lieDerivative(scope, in).tangent().subtract(in.get("target")).square().mean());
  }

  /** The network with its derivative along the direction (1, v). */
  static Dual lieDerivative(Scope scope, Map<String, Tensor> in) {
    Tensor t = in.get("t");
    Dual time = Dual.of(t, scope.filled(t.shape(), 1));
    return (Dual) net(Dual.scope(scope), time, Dual.of(in.get("x"), in.get("v")));
  }

  private static Loss normalised(Scope scope, Map<String, Tensor> in) {
    Dual g = lieDerivative(scope, in);
    Tensor centred = g.value().subtract(g.value().mean(Axis.ROWS));
    Tensor variance = centred.square().mean(Axis.ROWS).add(1e-3);
    return of(g.tangent().square().mean(Axis.ROWS).divide(variance).sum());
  }

  /** Ten terms of the series of e^(a/4), squared twice. */
  private static Loss exponential(Scope scope, Map<String, Tensor> in) {
    Tensor a = scope.parameter("a").multiply(0.25);
    Batch identity = Batch.of(4, 4, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);
    Tensor sum = scope.constant(identity);
    Tensor term = sum;
    for (int k = 1; k <= 10; k++) {
      term = term.matmul(a).multiply(1.0 / k);
      sum = sum.add(term);
    }
    Tensor fourth = sum.matmul(sum);
    return of(fourth.matmul(fourth).square().sum());
  }

  private static Loss logSum(Scope scope, Map<String, Tensor> in) {
    Tensor a = scope.parameter("a");
    Tensor largest = a.max(Axis.COLUMNS);
    Tensor sum = a.subtract(largest).exp().sum(Axis.COLUMNS);
    return of(sum.log().add(largest).mean());
  }

  private static Loss shared(Scope scope, Map<String, Tensor> in) {
    Tensor a = scope.parameter("a");
    Tensor again = scope.parameter("a");
    Tensor top = a.slice(Axis.ROWS, 0, 2).reshape(new Shape(4, 2));
    Tensor product = again.transpose().matmul(top);
    return of(product.sin().sum().multiply(a.cos().mean()));
  }
}
