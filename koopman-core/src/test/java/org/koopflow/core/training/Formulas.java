package org.koopflow.core.training;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.Progress;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.TensorFunction;
import org.koopflow.api.training.Trainer;
import org.koopflow.api.training.TrainingSettings;
import org.koopflow.api.training.TrainingTask;
import org.koopflow.core.losses.LossRow;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.parts.optimizer.AdamProvider;

/** Trainings whose gradients are known by formula. */
final class Formulas {
  static final Plugins PLUGINS = Plugins.builder().add(new AdamProvider()).build();

  /** {@code (w0 - 3)^2 + 100 (w1 + 1)^2}. */
  static final Backend QUADRATIC =
      backend(
          weights -> {
            float[] w = weights.get("w").floats();
            return gradient(
                (w[0] - 3) * (w[0] - 3) + 100 * (w[1] + 1) * (w[1] + 1),
                2 * (w[0] - 3),
                200 * (w[1] + 1));
          });

  private Formulas() {}

  /** Differentiates one known function of the weights by its formula. */
  static Backend backend(Function<Weights, Differentiator.Gradient> gradient) {
    return new Formula(gradient);
  }

  private record Formula(Function<Weights, Differentiator.Gradient> gradient) implements Backend {
    @Override
    public String name() {
      return "formula";
    }

    @Override
    public Precision precision() {
      return Precision.FLOAT32;
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of(Capability.GRADIENTS);
    }

    @Override
    public Evaluator evaluator(TensorFunction function, Weights weights) {
      throw new AssertionError("training evaluates nothing");
    }

    @Override
    public Differentiator differentiator(LossFunction loss) {
      return new Differentiator() {
        @Override
        public Gradient apply(Weights weights, Map<String, Batch> inputs) {
          return gradient.apply(weights);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void close() {}
  }

  /** One parameter {@code w} with one row. */
  static Weights row(float... values) {
    return new Weights(Map.of("w", Batch.of(1, values.length, values)));
  }

  static Differentiator.Gradient gradient(double loss, float... values) {
    return new Differentiator.Gradient(loss, Map.of(), row(values));
  }

  static TrainingTask task(Weights initial) {
    return task(initial, Set.of());
  }

  static TrainingTask task(Weights initial, Set<String> frozen) {
    LossFunction unused =
        (scope, inputs) -> {
          throw new AssertionError("the formula stands for the loss");
        };
    return new TrainingTask() {
      @Override
      public String name() {
        return "test";
      }

      @Override
      public Weights initial() {
        return initial;
      }

      @Override
      public Set<String> frozen() {
        return frozen;
      }

      @Override
      public LossFunction loss(Weights current) {
        return unused;
      }

      @Override
      public Map<String, Batch> batch(int step) {
        return Map.of();
      }
    };
  }

  static TrainingLoop loop(Progress progress, Consumer<LossRow> rows) {
    return new TrainingLoop(PLUGINS, progress, rows);
  }

  static Trainer.Result train(Backend backend, TrainingTask task, TrainingSettings settings) {
    return loop(Progress.SILENT, row -> {}).train(backend, task, settings);
  }
}
