package org.koopflow.backend.nd4j;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.graph.Node;
import org.koopflow.graph.RecordedLoss;
import org.koopflow.graph.Recorder;
import org.koopflow.graph.Sizes;

/** A loss whose gradient is written down with it for each combination of sizes. */
final class Nd4jDifferentiator extends Nd4jFunction<Nd4jDifferentiator.Planned>
    implements Differentiator {
  private final Recorder<RecordedLoss> recorder;
  private final Precision precision;

  /** A plan and what it computes. */
  record Planned(Plan plan, RecordedLoss recorded) implements AutoCloseable {
    @Override
    public void close() {
      plan.close();
    }
  }

  Nd4jDifferentiator(Nd4jBackend backend, LossFunction loss) {
    super(backend);
    this.recorder = Recorder.ofLoss(loss);
    this.precision = backend.precision();
  }

  @Override
  Planned plan(Sizes sizes) {
    RecordedLoss recorded = recorder.record(sizes);
    return new Planned(new Plan(recorded.graph(), backend().type(), Map.of()), recorded);
  }

  @Override
  public Gradient apply(Weights weights, Map<String, Batch> inputs) {
    return call(() -> differentiate(weights, inputs));
  }

  private Gradient differentiate(Weights weights, Map<String, Batch> inputs) {
    Planned planned = planFor(Sizes.of(weights.values(), inputs));
    RecordedLoss recorded = planned.recorded();
    Plan plan = planned.plan();
    weights.values().forEach(plan::parameter);
    inputs.forEach(plan::input);
    plan.run();
    Map<String, Double> reported = new LinkedHashMap<>();
    recorded.reported().forEach((name, figure) -> reported.put(name, plan.read(figure).get(0, 0)));
    Map<String, Batch> gradients = new LinkedHashMap<>();
    weights
        .values()
        .forEach(
            (name, value) -> {
              Node gradient = recorded.gradients().get(name);
              gradients.put(
                  name,
                  gradient == null
                      ? Batch.zeros(value.rows(), value.columns()).to(precision)
                      : plan.read(gradient));
            });
    return new Gradient(plan.read(recorded.total()).get(0, 0), reported, new Weights(gradients));
  }
}
