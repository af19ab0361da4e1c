package org.koopflow.backend.nd4j;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.TensorFunction;
import org.koopflow.graph.RecordedFunction;
import org.koopflow.graph.Recorder;
import org.koopflow.graph.Sizes;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A function with its weights in ND4J's memory. */
final class Nd4jEvaluator extends Nd4jFunction<Nd4jEvaluator.Planned> implements Evaluator {
  private final Recorder<RecordedFunction> recorder;
  private final Sizes withoutInputs;
  private final Map<String, INDArray> parameters = new LinkedHashMap<>();

  /** A plan and what it computes. */
  record Planned(Plan plan, RecordedFunction recorded) implements AutoCloseable {
    @Override
    public void close() {
      plan.close();
    }
  }

  Nd4jEvaluator(Nd4jBackend backend, TensorFunction function, Weights weights) {
    super(backend);
    this.recorder = Recorder.ofFunction(function);
    this.withoutInputs = Sizes.of(weights.values(), Map.of());
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
    RecordedFunction recorded = recorder.record(sizes);
    return new Planned(new Plan(recorded.graph(), backend().type(), parameters), recorded);
  }

  @Override
  public Map<String, Batch> apply(Map<String, Batch> inputs) {
    return call(
        () -> {
          Planned planned = planFor(withoutInputs.withInputs(inputs));
          inputs.forEach(planned.plan()::input);
          planned.plan().run();
          Map<String, Batch> results = new LinkedHashMap<>();
          planned
              .recorded()
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
