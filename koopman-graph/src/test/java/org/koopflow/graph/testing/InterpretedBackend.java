package org.koopflow.graph.testing;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.koopflow.api.Batch;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.TensorFunction;
import org.koopflow.graph.Node;
import org.koopflow.graph.RecordedFunction;
import org.koopflow.graph.RecordedLoss;
import org.koopflow.graph.Sizes;

/**
 * The smallest backend on a graph: records anew at every call, computes in double precision and
 * rounds what goes in and out.
 */
public record InterpretedBackend(Precision precision) implements Backend {
  /** Opens them. */
  public static final BackendProvider<NoSettings> PROVIDER =
      new BackendProvider<>() {
        @Override
        public String name() {
          return "interpreted";
        }

        @Override
        public String summary() {
          return "a graph computed node by node in plain Java";
        }

        @Override
        public NoSettings defaults() {
          return new NoSettings();
        }

        @Override
        public Backend create(NoSettings settings, BackendContext context) {
          return new InterpretedBackend(context.precision());
        }
      };

  @Override
  public String name() {
    return PROVIDER.name();
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  private Map<String, Batch> rounded(Map<String, Batch> values) {
    Map<String, Batch> rounded = new LinkedHashMap<>();
    values.forEach((name, value) -> rounded.put(name, value.to(precision)));
    return rounded;
  }

  @Override
  public Evaluator evaluator(TensorFunction function, Weights weights) {
    return new Evaluator() {
      @Override
      public Map<String, Batch> apply(Map<String, Batch> inputs) {
        Map<String, Batch> parameters = rounded(weights.values());
        RecordedFunction recorded =
            RecordedFunction.of(function, Sizes.of(weights.values(), inputs));
        Map<Node, Matrix> values =
            Interpreter.evaluate(recorded.graph(), parameters, rounded(inputs));
        Map<String, Batch> outputs = new LinkedHashMap<>();
        recorded.outputs().forEach((name, node) -> outputs.put(name, values.get(node).toBatch()));
        return rounded(outputs);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Differentiator differentiator(LossFunction loss) {
    return new Differentiator() {
      @Override
      public Gradient apply(Weights weights, Map<String, Batch> inputs) {
        RecordedLoss recorded = RecordedLoss.of(loss, Sizes.of(weights.values(), inputs));
        Map<Node, Matrix> values =
            Interpreter.evaluate(recorded.graph(), rounded(weights.values()), rounded(inputs));
        Map<String, Double> reported = new LinkedHashMap<>();
        recorded.reported().forEach((name, node) -> reported.put(name, values.get(node).get(0, 0)));
        Map<String, Batch> gradients = new LinkedHashMap<>();
        weights
            .values()
            .forEach(
                (name, value) -> {
                  Node gradient = recorded.gradients().get(name);
                  gradients.put(
                      name,
                      gradient == null
                          ? Batch.zeros(value.rows(), value.columns())
                          : values.get(gradient).toBatch());
                });
        return new Gradient(
            values.get(recorded.total()).get(0, 0), reported, new Weights(rounded(gradients)));
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}
}
