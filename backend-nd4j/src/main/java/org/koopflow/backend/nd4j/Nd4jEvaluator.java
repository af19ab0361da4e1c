package org.koopflow.backend.nd4j;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.TensorFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A function with its weights in ND4J's memory. */
final class Nd4jEvaluator extends Nd4jFunction<Nd4jEvaluator.Planned> implements Evaluator {
  private final TensorFunction function;
  private final Map<String, Shape> shapes;
  private final Map<String, INDArray> parameters = new LinkedHashMap<>();

  /** A plan and its outputs. */
  record Planned(Plan plan, Map<String, PlannedTensor> outputs) implements AutoCloseable {
    @Override
    public void close() {
      plan.close();
    }
  }

  Nd4jEvaluator(Nd4jBackend backend, TensorFunction function, Weights weights) {
    super(backend);
    this.function = function;
    this.shapes = shapes(weights.values());
    weights
        .values()
        .forEach(
            (name, value) -> {
              INDArray array =
                  Nd4j.createUninitialized(backend.type(), value.rows(), value.columns());
              HostCopy.write(value, array);
              parameters.put(name, array);
            });
  }

  @Override
  Planned plan(Sizes sizes) {
    Trace trace = new Trace(shapes);
    Map<String, PlannedTensor> outputs = new LinkedHashMap<>();
    function
        .apply(trace, inputs(trace, sizes.inputs()))
        .forEach((name, tensor) -> outputs.put(name, trace.own(tensor)));
    trace.end();
    return new Planned(new Plan(trace, outputs.values(), backend().type(), parameters), outputs);
  }

  @Override
  public Map<String, Batch> apply(Map<String, Batch> inputs) {
    return call(
        () -> {
          Planned planned = planFor(new Sizes(shapes, shapes(inputs)));
          inputs.forEach(planned.plan()::input);
          planned.plan().run();
          Map<String, Batch> results = new LinkedHashMap<>();
          planned
              .outputs()
              .forEach((name, output) -> results.put(name, planned.plan().read(output)));
          return results;
        });
  }

  @Override
  void free() {
    parameters.values().forEach(INDArray::close);
    parameters.clear();
  }
}
