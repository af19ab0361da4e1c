package org.koopflow.core.flow;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
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
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.teacher.Recording;
import org.koopflow.api.teacher.RecordingContext;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.DataSection;
import org.koopflow.core.spec.Experiment;

/**
 * What an experiment learns from: a data set, or what its teacher recorded, whose ends then are the
 * data.
 *
 * @param experiment the experiment, with a data section that says where the data come from
 * @param data the data
 * @param recording trajectories in the coordinates of the data, if the teacher brings any
 */
public record Material(Experiment experiment, Dataset data, Optional<Recording> recording) {
  /** Name of the source that gives the data a teacher brings. */
  private static final String TAUGHT = "teacher";

  /** Which of the data a flow is seen from. */
  public enum Side {
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
  public static Material load(Plugins plugins, Experiment experiment) {
    RandomStreams random = new RandomStreams(experiment.seed()).in("data");
    DataSection section = experiment.data();
    RecordingContext context = new RecordingContext(section.transform(), random);
    Optional<Recording> recording =
        plugins.with(
            TeacherProvider.class,
            experiment.teacher(),
            (TeacherProvider<Record> provider, Record own) -> provider.recording(own, context));
    String teacher = experiment.teacher().type();
    DataSection data =
        recording.isPresent() ? section.from(taught(teacher, section.source().type())) : section;
    Optional<Dataset> ends =
        recording.map(r -> Dataset.of(teacher, r.train().ends(), r.test().ends()));
    return new Material(
        experiment.withData(data),
        plugins.create(DataSourceProvider.class, data.source(), new DataContext(random, ends)),
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

  /**
   * The trajectories in the coordinates of the flow.
   *
   * @param transform leads to them
   * @return what the teacher brought, if anything
   */
  public Optional<Recording> recording(Transform transform) {
    return recording.map(r -> r.map(transform::forward, transform::forwardVelocity));
  }

  /**
   * What a teacher fitted to this will offer to the terms of the objective.
   *
   * @return all, unless trajectories were brought without velocities
   */
  public Set<Need> offers() {
    return recording.isPresent() && !recording.get().hasVelocities()
        ? EnumSet.complementOf(EnumSet.of(Need.VELOCITY))
        : EnumSet.allOf(Need.class);
  }

  /**
   * The flow of a teacher that was fitted to this. Nobody else asks whether it is solved or
   * replayed.
   *
   * @param plugins make the solver
   * @param teacher the fitted teacher; stays the caller's
   * @param transform from data to the coordinates of the flow
   * @param side the data it is seen from
   * @param solver follows its velocity, where it has one
   * @param plan how a pool for training is filled; empty where none is wanted
   * @return the flow
   */
  public TeacherFlow flow(
      Plugins plugins,
      FittedTeacher teacher,
      Transform transform,
      Side side,
      Selection<SamplerProvider<?>> solver,
      Optional<PoolPlan> plan) {
    Optional<Recording> brought = recording(transform);
    if (brought.isPresent()) {
      Recording all = brought.get();
      return new ReplayedFlow(
          teacher, all.times(), side == Side.TRAINING ? all.train() : all.test());
    }
    return new SolvedFlow(
        teacher,
        plugins.create(
            SamplerProvider.class, solver, SampledModel.of(teacher.velocity().orElseThrow())),
        transform.forward(side == Side.TRAINING ? data.train() : data.test()),
        plan);
  }

  /**
   * What a model that learned from this offers to metrics.
   *
   * @return all that does not depend on the backend
   */
  public Set<MetricNeed> measurable() {
    Set<MetricNeed> all = EnumSet.noneOf(MetricNeed.class);
    if (data.trainLabels().isPresent() && data.testLabels().isPresent()) {
      all.add(MetricNeed.LABELS);
    }
    if (data.image().isPresent()) {
      all.add(MetricNeed.IMAGES);
    }
    all.add(recording.isPresent() ? MetricNeed.TRAINING_TRAJECTORIES : MetricNeed.VELOCITY);
    if (offers().contains(Need.VELOCITY)) {
      all.add(MetricNeed.PATH_VELOCITIES);
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
  public Material judgedOn(int most) {
    int count = Math.min(most, data.test().rows());
    Dataset fewer =
        new Dataset(
            data.name(),
            data.train(),
            data.test().rows(0, count),
            data.trainLabels(),
            data.testLabels().map(labels -> Arrays.copyOf(labels, count)),
            data.image());
    return new Material(experiment, fewer, recording);
  }

  /**
   * The rows held back, to compare samples with.
   *
   * @param transform from data to the coordinates of the flow
   * @return rows in the coordinates of the data
   */
  public SampleSet heldOut(Transform transform) {
    return new SampleSet(shown(data.test(), transform), data.testLabels());
  }

  /**
   * Real rows that are not among those held back, drawn without repetition.
   *
   * @param count number of rows; fewer if there are not as many
   * @param random generator to draw from
   * @param transform from data to the coordinates of the flow
   * @return rows in the coordinates of the data
   */
  public SampleSet others(int count, RandomGenerator random, Transform transform) {
    int[] order = IntStream.range(0, data.train().rows()).toArray();
    int taken = Math.min(count, order.length);
    // Which trajectories are held back was drawn already, and so was the order of the others.
    if (recording.isEmpty()) {
      for (int i = 0; i < taken; i++) {
        int other = i + random.nextInt(order.length - i);
        int swapped = order[i];
        order[i] = order[other];
        order[other] = swapped;
      }
    }
    int[] chosen = Arrays.copyOf(order, taken);
    return new SampleSet(
        shown(data.train().gather(chosen), transform),
        data.trainLabels().map(labels -> IntStream.of(chosen).map(i -> labels[i]).toArray()));
  }

  /** Recorded ends are what the flow knows of them: a transform may drop some of the data. */
  private Batch shown(Batch rows, Transform transform) {
    return recording.isPresent() ? transform.inverse(transform.forward(rows)) : rows;
  }

  /**
   * Hash of all there is to learn from and to judge by.
   *
   * @return SHA-256 in hexadecimal digits
   */
  public String hash() {
    return DataHash.of(
        recording
            .map(
                r ->
                    Dataset.of(
                        data.name(),
                        Batch.stack(r.train().states()),
                        Batch.stack(r.test().states())))
            .orElse(data));
  }
}
