package org.koopflow.core.model;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.core.plugin.ExponentialChoice;
import org.koopflow.core.plugin.Plugins;

/** A trained model in an open backend, ready to be sampled. Safe for one thread at a time. */
public final class OpenModel implements AutoCloseable {
  private final Plugins plugins;
  private final TrainedModel model;
  private final Backend backend;
  private final FittedTeacher teacher;
  private final Optional<KoopmanModel> koopman;
  private final Optional<LinearFlow> flow;

  /**
   * Puts a model into a backend, which stays the caller's.
   *
   * @param plugins makes the parts the experiment names
   * @param model the trained model
   * @param backend evaluates it
   */
  public OpenModel(Plugins plugins, TrainedModel model, Backend backend) {
    this.plugins = plugins;
    this.model = model;
    this.backend = backend;
    this.teacher =
        FittedTeacher.open(
            plugins.create(
                TeacherProvider.class,
                model.experiment().teacher(),
                new TeacherContext(model.domain().space(), plugins.networks())),
            model.teacher().averaged(),
            backend,
            model.domain());
    this.koopman = model.student().map(weights -> model.koopman(plugins));
    this.flow =
        koopman.map(
            described ->
                new KoopmanFlow(
                    backend,
                    described,
                    model.student().orElseThrow().averaged(),
                    new ExponentialChoice(
                            plugins,
                            model.experiment().exponential(),
                            model.experiment().operator())
                        .make(described.lifting().layout())));
  }

  /**
   * The model as it is stored.
   *
   * @return experiment, transform and weights
   */
  public TrainedModel model() {
    return model;
  }

  /**
   * The backend it is in.
   *
   * @return the backend
   */
  public Backend backend() {
    return backend;
  }

  /**
   * What makes its parts.
   *
   * @return the plug-ins
   */
  public Plugins plugins() {
    return plugins;
  }

  /**
   * The teacher.
   *
   * @return its description
   */
  public Teacher teacher() {
    return teacher.teacher();
  }

  /**
   * The teacher with what fitting it gave.
   *
   * @return the fitted teacher, which lives as long as this model
   */
  public FittedTeacher fittedTeacher() {
    return teacher;
  }

  /**
   * The teacher's velocity field.
   *
   * @return the fitted field
   * @throws SpecificationException if the teacher has none
   */
  public VelocityField velocity() {
    return teacher
        .velocity()
        .orElseThrow(
            () ->
                new SpecificationException(
                    "teacher '"
                        + model.experiment().teacher().type()
                        + "' has no velocity field, only recorded trajectories"));
  }

  /**
   * Lifting and operator.
   *
   * @return their description
   * @throws KoopflowException if the student was never trained
   */
  public KoopmanModel koopman() {
    return koopman.orElseThrow(OpenModel::untrained);
  }

  /**
   * The learned linear flow.
   *
   * @return the flow
   * @throws KoopflowException if the student was never trained
   */
  public LinearFlow flow() {
    return flow.orElseThrow(OpenModel::untrained);
  }

  private static KoopflowException untrained() {
    return new KoopflowException(
        "this run was stopped before its student was trained: only the teacher can be sampled");
  }

  /**
   * The sampler the experiment names.
   *
   * @return noise to states, in the coordinates of the flow
   */
  public Sampler sampler() {
    return sampler(model.experiment().sampler());
  }

  /**
   * Any sampler.
   *
   * @param selection which, with its settings
   * @return noise to states, in the coordinates of the flow
   */
  public Sampler sampler(Selection<SamplerProvider<?>> selection) {
    return plugins.create(
        SamplerProvider.class, selection, new SampledModel(teacher.velocity(), flow));
  }

  /**
   * Noise to sample from.
   *
   * @param count number of samples
   * @param seed determines it
   * @return whole rows: the state is N(0, 1) unless the teacher starts from something else, and
   *     classes are drawn as often as in the training data
   */
  public Batch noise(int count, long seed) {
    return teacher.noise(count, sampled(seed));
  }

  /**
   * Noise to sample one class from.
   *
   * @param count number of samples
   * @param label the class, {@link Domain#NO_LABEL} for none
   * @param seed same seed, same noise, whatever the class
   * @return whole rows, state and condition
   * @throws SpecificationException if the model knows no such class
   */
  public Batch noise(int count, int label, long seed) {
    return teacher.noise(count, label, sampled(seed));
  }

  /**
   * What the noise of samples is drawn with.
   *
   * @param seed same seed, same noise
   * @return a generator at its beginning
   */
  public static RandomGenerator sampled(long seed) {
    return new RandomStreams(seed).stream("sample/noise");
  }

  /**
   * From the coordinates of the data to those of the flow.
   *
   * @param data rows as in the data set, with their classes where the flow is conditioned on them
   * @return whole rows, state and condition
   * @throws SpecificationException if the flow is conditioned on classes, the rows have none, and
   *     "no label" is none of its classes
   */
  public Batch toFlow(SampleSet data) {
    return model.domain().rows(model.transform().forward(data.rows()), data.labels());
  }

  /**
   * From the coordinates of the flow to those of the data.
   *
   * @param states whole rows, or what flows of them
   * @return rows as in the data set
   */
  public Batch toData(Batch states) {
    Space space = model.domain().space();
    return model
        .transform()
        .inverse(states.columns() == space.dimension() ? states : space.state(states));
  }

  @Override
  public void close() {
    flow.ifPresent(LinearFlow::close);
    teacher.close();
  }
}
