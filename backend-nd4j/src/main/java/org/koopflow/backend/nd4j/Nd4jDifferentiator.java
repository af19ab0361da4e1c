package org.koopflow.backend.nd4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/** A loss whose gradient is written down with it, once for each combination of sizes. */
final class Nd4jDifferentiator extends Nd4jFunction<Nd4jDifferentiator.Planned>
    implements Differentiator {
  private static final Shape SCALAR = new Shape(1, 1);

  private final LossFunction loss;
  private final Precision precision;

  /** A plan and what it computes. */
  record Planned(
      Plan plan,
      PlannedTensor total,
      Map<String, PlannedTensor> reported,
      Map<String, PlannedTensor> gradients)
      implements AutoCloseable {
    @Override
    public void close() {
      plan.close();
    }
  }

  Nd4jDifferentiator(Nd4jBackend backend, LossFunction loss) {
    super(backend);
    this.loss = loss;
    this.precision = backend.precision();
  }

  @Override
  Planned plan(Sizes sizes) {
    Trace trace = new Trace(sizes.parameters());
    LossFunction.Loss built = loss.apply(trace, inputs(trace, sizes.inputs()));
    PlannedTensor total = scalar(trace, "total", built.total());
    Map<String, PlannedTensor> reported = new LinkedHashMap<>();
    built.reported().forEach((name, figure) -> reported.put(name, scalar(trace, name, figure)));
    Map<String, PlannedTensor> gradients = trace.gradients(total);
    trace.end();
    List<PlannedTensor> results = new ArrayList<>(reported.values());
    results.add(total);
    results.addAll(gradients.values());
    Plan plan = new Plan(trace, results, backend().type(), Map.of());
    return new Planned(plan, total, reported, gradients);
  }

  private static PlannedTensor scalar(Trace trace, String name, Tensor tensor) {
    if (!tensor.shape().equals(SCALAR)) {
      throw new IllegalArgumentException(
          "figure '" + name + "' of a loss is 1 x 1, got " + tensor.shape());
    }
    return trace.own(tensor);
  }

  @Override
  public Gradient apply(Weights weights, Map<String, Batch> inputs) {
    return call(() -> differentiate(weights, inputs));
  }

  private Gradient differentiate(Weights weights, Map<String, Batch> inputs) {
    Planned planned = planFor(new Sizes(shapes(weights.values()), shapes(inputs)));
    Plan plan = planned.plan();
    weights.values().forEach(plan::parameter);
    inputs.forEach(plan::input);
    plan.run();
    Map<String, Double> reported = new LinkedHashMap<>();
    planned.reported().forEach((name, figure) -> reported.put(name, plan.read(figure).get(0, 0)));
    Map<String, Batch> gradients = new LinkedHashMap<>();
    weights
        .values()
        .forEach(
            (name, value) -> {
              PlannedTensor gradient = planned.gradients().get(name);
              gradients.put(
                  name,
                  gradient == null
                      ? Batch.zeros(value.rows(), value.columns()).to(precision)
                      : plan.read(gradient));
            });
    return new Gradient(plan.read(planned.total()).get(0, 0), reported, new Weights(gradients));
  }
}
