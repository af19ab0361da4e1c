package org.koopflow.core.flow;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.data.DataContext;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.data.Transform;
import org.koopflow.api.metric.MetricNeed;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.api.objective.Need;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.teacher.Recording;
import org.koopflow.core.model.FittedTeacher;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.DataSection;
import org.koopflow.core.spec.Experiment;

/**
 * Trajectories that a teacher brings, whose ends are the data.
 *
 * @param experiment the experiment, with a data section that says so
 * @param data the ends
 * @param recording the trajectories, in the coordinates of the data
 */
record RecordedMaterial(Experiment experiment, Dataset data, Recording recording)
    implements Material {
  /** Name of the source that gives the data a teacher brings. */
  private static final String TAUGHT = "teacher";

  static Material load(
      Plugins plugins, Experiment experiment, RandomStreams random, Recording recording) {
    String teacher = experiment.teacher().type();
    DataSection section = experiment.data();
    DataSection data = section.from(taught(teacher, section.source().type()));
    Dataset ends = Dataset.of(teacher, recording.train().ends(), recording.test().ends());
    return new RecordedMaterial(
        experiment.withData(data),
        plugins.create(
            DataSourceProvider.class, data.source(), new DataContext(random, Optional.of(ends))),
        recording);
  }

  /** The source of a teacher's own data, which is the only one it can be combined with. */
  private static Selection<DataSourceProvider<?>> taught(String teacher, String source) {
    if (!List.of(TAUGHT, DataSection.DEFAULT.source().type()).contains(source)) {
      throw new SpecificationException(
          "teacher '"
              + teacher
              + "' brings its own data, the ends of its trajectories, so data.source must be "
              + TAUGHT
              + " or be left out, got '"
              + source
              + "'");
    }
    return Selection.of(TAUGHT);
  }

  @Override
  public Material with(Dataset other) {
    return new RecordedMaterial(experiment, other, recording);
  }

  @Override
  public Optional<Recording> recording(Transform transform) {
    return Optional.of(in(transform));
  }

  private Recording in(Transform transform) {
    return recording.map(transform::forward, transform::forwardVelocity);
  }

  @Override
  public Set<Need> offers() {
    return recording.hasVelocities()
        ? EnumSet.allOf(Need.class)
        : EnumSet.complementOf(EnumSet.of(Need.VELOCITY));
  }

  @Override
  public Set<MetricNeed> known() {
    return recording.hasVelocities()
        ? EnumSet.of(MetricNeed.TRAINING_TRAJECTORIES, MetricNeed.PATH_VELOCITIES)
        : EnumSet.of(MetricNeed.TRAINING_TRAJECTORIES);
  }

  @Override
  public TeacherFlow flow(
      Plugins plugins,
      FittedTeacher teacher,
      Transform transform,
      Side side,
      Selection<SamplerProvider<?>> solver,
      Optional<PoolPlan> plan) {
    Recording all = in(transform);
    return new ReplayedFlow(teacher, all.times(), side == Side.TRAINING ? all.train() : all.test());
  }

  @Override
  public SampleSet heldOut(Transform transform) {
    return new SampleSet(shown(data.test(), transform), data.testLabels());
  }

  /** Which trajectories are held back was drawn already, and so was the order of the others. */
  @Override
  public SampleSet others(int count, RandomGenerator random, Transform transform) {
    int taken = Math.min(count, data.train().rows());
    return new SampleSet(
        shown(data.train().rows(0, taken), transform),
        data.trainLabels().map(labels -> Arrays.copyOf(labels, taken)));
  }

  /** Recorded ends are what the flow knows of them: a transform may drop some of the data. */
  private static Batch shown(Batch rows, Transform transform) {
    return transform.inverse(transform.forward(rows));
  }

  @Override
  public String hash() {
    return DataHash.of(
        Dataset.of(
            data.name(),
            Batch.stack(recording.train().states()),
            Batch.stack(recording.test().states())));
  }
}
