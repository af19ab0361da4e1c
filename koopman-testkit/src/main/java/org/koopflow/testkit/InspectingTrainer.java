package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;
import org.koopflow.api.training.Trainer;
import org.koopflow.api.training.TrainingSettings;
import org.koopflow.api.training.TrainingTask;

/**
 * Looks at a task instead of training it: evaluates the loss of the first steps and checks that it
 * is a finite number that asks for parameters the task has and for all of them. Nothing is frozen
 * that is not there.
 */
final class InspectingTrainer implements Trainer {
  private static final int STEPS = 2;

  @Override
  public Result train(Backend backend, TrainingTask task, TrainingSettings settings) {
    assertThat(task.name()).as("name of the stage").matches("[a-z0-9]+(-[a-z0-9]+)*");
    Weights weights = task.initial();
    assertThat(weights.values().keySet())
        .as("parameters, frozen or not")
        .containsAll(task.frozen());
    LossFunction loss = task.loss(weights);
    assertThat(task.loss(weights)).as("loss for the same weights").isSameAs(loss);
    TreeSet<String> asked = new TreeSet<>();
    TensorFunction figures =
        (scope, in) -> {
          LossFunction.Loss built = loss.apply(Parameters.noting(scope, asked), in);
          Map<String, Tensor> all = new LinkedHashMap<>(built.reported());
          all.put("total", built.total());
          return all;
        };
    try (Evaluator evaluator = backend.evaluator(figures, weights)) {
      for (int step = 0; step < STEPS; step++) {
        evaluator.apply(task.batch(step)).forEach(InspectingTrainer::assertFigure);
      }
    }
    assertThat(asked).isEqualTo(new TreeSet<>(weights.values().keySet()));
    return new Result(weights, weights, 0);
  }

  private static void assertFigure(String name, Batch value) {
    assertThat(value.size()).as("size of figure '%s'", name).isEqualTo(1);
    assertThat(value.isFinite()).as("figure '%s' is finite", name).isTrue();
  }
}
