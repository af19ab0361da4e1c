package org.koopflow.core.flow;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.data.DataContext;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.data.Transform;
import org.koopflow.api.metric.MetricNeed;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.api.objective.Need;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.teacher.Recording;
import org.koopflow.api.teacher.RecordingContext;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.core.model.FittedTeacher;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.Condition;
import org.koopflow.core.spec.Experiment;

/**
 * What an experiment learns from: a data set, or what its teacher recorded, whose ends then are the
 * data. Which of the two is asked once, when it is loaded.
 */
public sealed interface Material permits GivenData, RecordedMaterial {
  /** Which of the data a flow is seen from. */
  enum Side {
    /** Those to learn from. */
    TRAINING,
    /** Those held back to judge by. */
    HELD_OUT
  }

  /**
   * Loads what an experiment learns from.
   *
   * @param plugins read it
   * @param experiment the experiment
   * @return the same rows as when it was run, as long as the files it names are the same
   */
  static Material load(Plugins plugins, Experiment experiment) {
    RandomStreams random = new RandomStreams(experiment.seed()).in("data");
    RecordingContext context = new RecordingContext(experiment.data().transform(), random);
    Optional<Recording> recording =
        plugins.with(
            TeacherProvider.class,
            experiment.teacher(),
            (TeacherProvider<Record> provider, Record own) -> provider.recording(own, context));
    return recording.isPresent()
        ? RecordedMaterial.load(plugins, experiment, random, recording.get())
        : new GivenData(
            experiment,
            plugins.create(
                DataSourceProvider.class,
                experiment.data().source(),
                new DataContext(random, Optional.empty())));
  }

  /**
   * The experiment.
   *
   * @return with a data section that says where the data come from
   */
  Experiment experiment();

  /**
   * The data.
   *
   * @return those to learn from and those held back
   */
  Dataset data();

  /**
   * The same with other data.
   *
   * @param other the data
   * @return everything else as it is here
   */
  Material with(Dataset other);

  /**
   * Trajectories a teacher is fitted to.
   *
   * @param transform from data to the coordinates of the flow
   * @return what the teacher brought, in the coordinates of the flow; empty if it brings nothing
   */
  Optional<Recording> recording(Transform transform);

  /**
   * What a teacher fitted to this will offer to the terms of the objective.
   *
   * @return all, unless trajectories were brought without velocities
   */
  Set<Need> offers();

  /**
   * What is known of the flow, for metrics.
   *
   * @return what does not depend on the data
   */
  Set<MetricNeed> known();

  /**
   * The flow of a teacher that was fitted to this.
   *
   * @param plugins make the solver
   * @param teacher the fitted teacher; stays the caller's
   * @param transform from data to the coordinates of the flow
   * @param side the data it is seen from
   * @param solver follows its velocity, where it has one
   * @param plan how a pool for training is filled; empty where none is wanted
   * @return the flow
   */
  TeacherFlow flow(
      Plugins plugins,
      FittedTeacher teacher,
      Transform transform,
      Side side,
      Selection<SamplerProvider<?>> solver,
      Optional<PoolPlan> plan);

  /**
   * The rows held back, to compare samples with.
   *
   * @param transform from data to the coordinates of the flow
   * @return rows in the coordinates of the data
   */
  SampleSet heldOut(Transform transform);

  /**
   * Real rows that are not among those held back, drawn without repetition.
   *
   * @param count number of rows; fewer if there are not as many
   * @param random generator to draw from
   * @param transform from data to the coordinates of the flow
   * @return rows in the coordinates of the data
   */
  SampleSet others(int count, RandomGenerator random, Transform transform);

  /**
   * Hash of all there is to learn from and to judge by.
   *
   * @return SHA-256 in hexadecimal digits
   */
  String hash();

  /**
   * What a model that learned from this offers to metrics.
   *
   * @return all that does not depend on the backend
   */
  default Set<MetricNeed> measurable() {
    Set<MetricNeed> all = EnumSet.copyOf(known());
    if (data().trainLabels().isPresent() && data().testLabels().isPresent()) {
      all.add(MetricNeed.LABELS);
    }
    if (data().image().isPresent()) {
      all.add(MetricNeed.IMAGES);
    }
    if (experiment().condition() == Condition.LABELS) {
      all.add(MetricNeed.CONDITION);
    }
    return all;
  }

  /**
   * The same with fewer rows held back. Recorded trajectories stay as they are: points are drawn
   * from all that were held back.
   *
   * @param most rows held back at most
   * @return the material to judge on
   */
  default Material judgedOn(int most) {
    Dataset data = data();
    int count = Math.min(most, data.test().rows());
    return with(
        new Dataset(
            data.name(),
            data.train(),
            data.test().rows(0, count),
            data.trainLabels(),
            data.testLabels().map(labels -> Arrays.copyOf(labels, count)),
            data.image()));
  }
}
