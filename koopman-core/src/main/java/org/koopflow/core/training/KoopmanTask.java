package org.koopflow.core.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.training.TrainingTask;
import org.koopflow.core.flow.PointSource;
import org.koopflow.core.flow.Points;
import org.koopflow.core.flow.TrajectorySource;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.objective.KoopmanObjective;
import org.koopflow.core.objective.ObjectiveTerms;

/** The training of a lifting and its operator on a pool of teacher trajectories. */
final class KoopmanTask implements TrainingTask {
  private final KoopmanModel model;
  private final Weights initial;
  private final Exponential.OnTensors exponential;
  private final ObjectiveTerms terms;
  private final Batches batches;
  private int effort = -1;
  private LossFunction loss;

  KoopmanTask(
      KoopmanModel model,
      Weights initial,
      Exponential.OnTensors exponential,
      ObjectiveTerms terms,
      Batches batches) {
    this.model = model;
    this.initial = initial;
    this.exponential = exponential;
    this.terms = terms;
    this.batches = batches;
  }

  @Override
  public String name() {
    return "student";
  }

  @Override
  public Weights initial() {
    return initial;
  }

  @Override
  public Set<String> frozen() {
    return model.frozen();
  }

  @Override
  public LossFunction loss(Weights current) {
    int needed = exponential.effort(model.generator(current).norm1());
    // Never lowered again: a norm that wavers at a threshold would have a backend that traces its
    // functions trace this one anew at every other step.
    if (needed > effort) {
      effort = needed;
      loss = new KoopmanObjective(model, exponential, effort, terms);
    }
    return loss;
  }

  @Override
  public Map<String, Batch> batch(int step) {
    return batches.at(step);
  }

  /**
   * What the objective is asked of in each step.
   *
   * @param pool trajectories, of which pairs are drawn
   * @param points of the path, as many for a step as there are pairs
   * @param size pairs of a step
   * @param random generator they are drawn by
   */
  record Batches(TrajectorySource pool, PointSource points, int size, RandomGenerator random) {
    Map<String, Batch> at(int step) {
      pool.renew(step);
      TrajectorySource.Draw pair = pool.draw(size, random);
      Points path = points.next();
      Map<String, Batch> inputs = new LinkedHashMap<>();
      inputs.put("x0", pair.x0());
      inputs.put("x1", pair.x1());
      inputs.put("s", Batch.filled(1, 1, pair.s()));
      inputs.put("xs", pair.xs());
      inputs.put("t", path.t());
      inputs.put("xt", path.x());
      path.velocity().ifPresent(velocity -> inputs.put("velocity", velocity));
      return inputs;
    }
  }
}
