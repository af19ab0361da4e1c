package org.koopflow.core.flow;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.koopflow.api.Batch;
import org.koopflow.api.Selection;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.data.Transform;
import org.koopflow.api.metric.MetricNeed;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.api.objective.Need;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.teacher.Recording;
import org.koopflow.core.model.FittedTeacher;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.Experiment;

/**
 * A data set, to which a teacher with a velocity field is fitted.
 *
 * @param experiment the experiment
 * @param data the data
 */
record GivenData(Experiment experiment, Dataset data) implements Material {
  @Override
  public Material with(Dataset other) {
    return new GivenData(experiment, other);
  }

  @Override
  public Optional<Recording> recording(Transform transform) {
    return Optional.empty();
  }

  @Override
  public Set<Need> offers() {
    return EnumSet.allOf(Need.class);
  }

  @Override
  public Set<MetricNeed> known() {
    return EnumSet.of(MetricNeed.VELOCITY, MetricNeed.PATH_VELOCITIES);
  }

  @Override
  public TeacherFlow flow(
      Plugins plugins,
      FittedTeacher teacher,
      Transform transform,
      Side side,
      Selection<SamplerProvider<?>> solver,
      Optional<PoolPlan> plan) {
    Batch rows =
        side == Side.TRAINING
            ? teacher.domain().rows(transform.forward(data.train()), data.trainLabels())
            : teacher.domain().rows(transform.forward(data.test()), data.testLabels());
    return new SolvedFlow(
        teacher,
        plugins.create(
            SamplerProvider.class, solver, SampledModel.of(teacher.velocity().orElseThrow())),
        teacher.domain().training(rows),
        plan);
  }

  @Override
  public SampleSet heldOut(Transform transform) {
    return new SampleSet(data.test(), data.testLabels());
  }

  @Override
  public SampleSet others(int count, RandomGenerator random, Transform transform) {
    int[] order = IntStream.range(0, data.train().rows()).toArray();
    int taken = Math.min(count, order.length);
    for (int i = 0; i < taken; i++) {
      int other = i + random.nextInt(order.length - i);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    int[] chosen = IntStream.of(order).limit(taken).toArray();
    return new SampleSet(
        data.train().gather(chosen),
        data.trainLabels().map(labels -> IntStream.of(chosen).map(i -> labels[i]).toArray()));
  }

  @Override
  public String hash() {
    return DataHash.of(data);
  }
}
