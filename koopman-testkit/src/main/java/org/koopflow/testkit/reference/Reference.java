package org.koopflow.testkit.reference;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;

/** Evaluates functions of tensors in plain Java, and differentiates by central differences. */
public final class Reference {
  /**
   * Step of the central differences: the cube root of the double's epsilon balances their error,
   * which is of second order in the step, against rounding, which grows with its inverse. About ten
   * digits remain of a derivative of order one.
   */
  public static final double STEP = Math.cbrt(0x1p-52);

  private Reference() {}

  /**
   * Evaluates a function.
   *
   * @param function the function
   * @param weights values of its parameters
   * @param inputs its inputs by name
   * @return outputs by name in the function's order, double precision
   */
  public static Map<String, Batch> evaluate(
      TensorFunction function, Weights weights, Map<String, Batch> inputs) {
    try (ReferenceComputation computation = new ReferenceComputation()) {
      Map<String, Batch> outputs = new LinkedHashMap<>();
      function
          .apply(computation.scope(weights), computation.tensors(inputs))
          .forEach((name, tensor) -> outputs.put(name, computation.read(tensor)));
      return outputs;
    }
  }

  /**
   * Evaluates a loss.
   *
   * @param loss the loss
   * @param weights values of its parameters
   * @param inputs its inputs by name
   * @return its value
   */
  public static double total(LossFunction loss, Weights weights, Map<String, Batch> inputs) {
    return evaluate(
            (scope, tensors) -> Map.of("total", loss.apply(scope, tensors).total()),
            weights,
            inputs)
        .get("total")
        .get(0, 0);
  }

  /**
   * Gradient of a loss by central differences in every entry of every parameter. {@link
   * Tensor#stopGradient()} means nothing here.
   *
   * @param loss the loss
   * @param weights where to differentiate
   * @param inputs its inputs by name
   * @return derivatives with the names, order and shapes of the weights, double precision
   */
  public static Weights gradient(LossFunction loss, Weights weights, Map<String, Batch> inputs) {
    Map<String, Batch> gradients = new LinkedHashMap<>();
    weights
        .values()
        .forEach(
            (name, value) -> {
              double[] derivative = new double[value.size()];
              for (int i = 0; i < derivative.length; i++) {
                double up = total(loss, moved(weights, name, i, STEP), inputs);
                double down = total(loss, moved(weights, name, i, -STEP), inputs);
                derivative[i] = (up - down) / (2 * STEP);
              }
              gradients.put(name, Batch.ofDoubles(value.rows(), value.columns(), derivative));
            });
    return new Weights(gradients);
  }

  private static Weights moved(Weights weights, String name, int entry, double by) {
    Map<String, Batch> values = new LinkedHashMap<>(weights.values());
    Batch value = values.get(name);
    double[] data = value.doubles().clone();
    data[entry] += by;
    values.put(name, Batch.ofDoubles(value.rows(), value.columns(), data));
    return new Weights(values);
  }
}
