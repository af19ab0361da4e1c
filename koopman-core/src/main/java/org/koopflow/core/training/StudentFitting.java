package org.koopflow.core.training;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.koopflow.api.Batch;
import org.koopflow.api.Progress;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Backend.Capability;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.training.Trainer;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.plugin.ExponentialChoice;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.FittingMethod;

/** Fits the lifting and the generator of an experiment to a fitted teacher. */
public final class StudentFitting {
  private static final int ADAPTED_TO = 1024;

  private final Plugins plugins;
  private final Experiment experiment;

  /**
   * Creates the stage.
   *
   * @param plugins makes the parts the experiment names
   * @param experiment what to train and how
   */
  public StudentFitting(Plugins plugins, Experiment experiment) {
    this.plugins = plugins;
    this.experiment = experiment;
  }

  /**
   * Whether a backend can train, unless the student is fitted in closed form; asked before long
   * work starts.
   *
   * @param backend the experiment's backend
   * @throws SpecificationException if gradients are needed and it has none
   */
  public void requireGradients(Backend backend) {
    if (!closedForm() && !backend.capabilities().contains(Capability.GRADIENTS)) {
      Set<String> others = new TreeSet<>(plugins.of(BackendProvider.class).names());
      others.remove(backend.name());
      throw new SpecificationException(
          "backend '"
              + backend.name()
              + "' has no gradients, which training needs; train on another (known: "
              + (others.isEmpty() ? "none" : String.join(", ", others))
              + "), then sample and evaluate on this one");
    }
  }

  /**
   * Whether the experiment's parts can be fitted by its method, as far as this can be said without
   * data; asked before long work starts.
   *
   * @throws SpecificationException if training by gradient meets an exponential that cannot be
   *     differentiated, or the solver needs something a teacher has not
   */
  public void requireParts() {
    if (!closedForm()) {
      exponential();
    }
    requireSolver();
  }

  /**
   * Whether a model can be fitted by the experiment's method; asked before long work starts.
   *
   * @param model lifting and operator
   * @throws SpecificationException if a fit in closed form meets trained observables, a decoder
   *     that is not linear, an operator that cannot take every generator, or too few points
   */
  public void requireModel(KoopmanModel model) {
    if (closedForm()) {
      ClosedForm.require(experiment, model);
    }
  }

  private boolean closedForm() {
    return experiment.training().method() == FittingMethod.EDMD;
  }

  private Exponential.OnTensors exponential() {
    return new ExponentialChoice(plugins, experiment.exponential(), experiment.operator())
        .onTensors();
  }

  private void requireSolver() {
    VelocityField placeholder =
        new VelocityField() {
          @Override
          public int dimension() {
            return 1;
          }

          @Override
          public Batch velocity(Batch t, Batch x) {
            throw new IllegalStateException("a sampler must not evaluate before it samples");
          }
        };
    plugins.sampler(experiment.training().pool().solver(), SampledModel.of(placeholder));
  }

  /**
   * Fills the pool of trajectories and trains, or solves for the generator.
   *
   * @param backend evaluates and differentiates
   * @param model lifting and operator
   * @param teacher gives the points of the path
   * @param taught the teacher's weights
   * @param velocity the teacher's fitted velocity field
   * @param data training rows in the coordinates of the flow
   * @param start weights to begin with; empty to draw them
   * @param trainer runs the steps
   * @param progress hears of the filling of the pool and of a fit in closed form
   * @param seconds receives the time taken by a stage
   * @return averaged and raw weights; no steps if the work was cancelled before there were any
   */
  public Trainer.Result fit(
      Backend backend,
      KoopmanModel model,
      Teacher teacher,
      Weights taught,
      VelocityField velocity,
      Batch data,
      Optional<Weights> start,
      Trainer trainer,
      Progress progress,
      BiConsumer<String, Double> seconds) {
    RandomStreams random = new RandomStreams(experiment.seed()).in("student");
    if (start.isPresent()) {
      // Training that goes on must not see the same noise again, nor when it goes on once more.
      random = random.in("resumed").in(Integer.toHexString(start.get().hashCode()));
    }
    RandomStreams own = random;
    Weights initial = start.orElseGet(() -> initial(model, teacher, taught, data, own));
    long begun = System.nanoTime();
    if (closedForm()) {
      Trainer.Result result =
          new EdmdFitting(model, initial, experiment.training().edmd(), progress)
              .fit(teacher, taught, velocity, data, own.stream("points"));
      seconds.accept("student", (System.nanoTime() - begun) * 1e-9);
      return result;
    }
    int batchSize = experiment.training().batchSize();
    TrajectoryPool pool =
        new TrajectoryPool(
            experiment.training().pool(),
            plugins.sampler(experiment.training().pool().solver(), SampledModel.of(velocity)),
            teacher.dimension(),
            own.in("pool"));
    pool.fill(progress);
    long filled = System.nanoTime();
    seconds.accept("pool", (filled - begun) * 1e-9);
    KoopmanTask task =
        new KoopmanTask(
            model,
            initial,
            exponential(),
            experiment.objective(),
            pool,
            new PathPoints(teacher, taught, velocity, data, batchSize, own.stream("points")),
            batchSize,
            own.stream("batches"));
    Trainer.Result result = trainer.train(backend, task, experiment.training().optimizer());
    seconds.accept("student", (System.nanoTime() - filled) * 1e-9);
    return result;
  }

  private static Weights initial(
      KoopmanModel model, Teacher teacher, Weights taught, Batch data, RandomStreams random) {
    Weights drawn = Parameter.initialize(model.parameters(), random.in("initial"));
    int points = Math.max(ADAPTED_TO, model.lifting().layout().observables());
    PathBatch path = teacher.path(taught, data, points, random.stream("adaptation"));
    return model.adapt(drawn, path.t(), path.x());
  }
}
