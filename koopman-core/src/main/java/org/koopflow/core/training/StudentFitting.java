package org.koopflow.core.training;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.Progress;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Backend.Capability;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Recording;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.training.Trainer;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.plugin.ExponentialChoice;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.FittingMethod;
import org.koopflow.core.spec.ObjectiveWeights;
import org.koopflow.parts.recorded.RecordedPath;

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
   * @throws SpecificationException if the exponential does not apply to the operator, training by
   *     gradient meets one that cannot be differentiated, or the solver needs something a teacher
   *     has not
   */
  public void requireParts() {
    if (closedForm()) {
      choice().make();
    } else {
      choice().onTensors();
    }
    plugins.create(
        SamplerProvider.class,
        experiment.training().pool().solver(),
        SampledModel.of(PlannedModel.field(1)));
  }

  /**
   * Whether the experiment's sampler can draw on what this teacher and this model will be; asked
   * before long work starts.
   *
   * @param teacher the teacher, not fitted yet
   * @param model lifting and operator
   * @throws SpecificationException if the sampler needs something they have not
   */
  public void requireSampler(Teacher teacher, KoopmanModel model) {
    plugins.create(SamplerProvider.class, experiment.sampler(), PlannedModel.of(teacher, model));
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

  private ExponentialChoice choice() {
    return new ExponentialChoice(plugins, experiment.exponential(), experiment.operator());
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
    RandomStreams own = streams(start);
    boolean path = teacher.capabilities().contains(Teacher.Capability.PATH);
    PointDrawing drawing = null;
    TrajectoryPool pool = null;
    if (path) {
      drawing =
          (rows, random) -> {
            PathBatch drawn = teacher.path(taught, data, rows, random);
            Batch velocities = velocity.velocity(drawn.t(), drawn.x());
            return new PointSource.Points(drawn.t(), drawn.x(), Optional.of(velocities));
          };
    }
    if (!path || !closedForm()) {
      pool = filled(velocity, teacher.dimension(), own, progress, seconds);
    }
    if (!path) {
      TrajectorySource trajectories = pool;
      drawing = (rows, random) -> new TrajectoryPoints(trajectories, velocity, rows, random).next();
    }
    Weights initial = initial(model, drawing, start);
    if (closedForm()) {
      return solve(model, initial, drawing, start, progress, seconds);
    }
    int batchSize = experiment.training().batchSize();
    RandomGenerator drawn = own.stream("points");
    PointSource points =
        path
            ? new PathPoints(teacher, taught, velocity, data, batchSize, drawn)
            : new TrajectoryPoints(pool, velocity, batchSize, drawn);
    return train(
        backend, model, experiment.objective(), pool, points, initial, start, trainer, seconds);
  }

  private TrajectoryPool filled(
      VelocityField velocity,
      int dimension,
      RandomStreams own,
      Progress progress,
      BiConsumer<String, Double> seconds) {
    long begun = System.nanoTime();
    TrajectoryPool pool =
        new TrajectoryPool(
            experiment.training().pool(),
            plugins.create(
                SamplerProvider.class,
                experiment.training().pool().solver(),
                SampledModel.of(velocity)),
            dimension,
            own.in("pool"));
    pool.fill(progress);
    seconds.accept("pool", (System.nanoTime() - begun) * 1e-9);
    return pool;
  }

  /**
   * Trains on recorded trajectories, without the consistency term if they have no velocities, or
   * solves for the generator.
   *
   * @param backend evaluates and differentiates
   * @param model lifting and operator
   * @param recording trajectories in the coordinates of the flow
   * @param start weights to begin with; empty to draw them
   * @param trainer runs the steps
   * @param progress hears of a fit in closed form
   * @param seconds receives the time taken by a stage
   * @return averaged and raw weights
   * @throws SpecificationException if no term of the objective is left, or a fit in closed form
   *     finds no velocities
   */
  public Trainer.Result fit(
      Backend backend,
      KoopmanModel model,
      Recording recording,
      Optional<Weights> start,
      Trainer trainer,
      Progress progress,
      BiConsumer<String, Double> seconds) {
    RecordedPath path = new RecordedPath(recording.times(), recording.train());
    PointDrawing drawing =
        (rows, random) -> {
          RecordedPath.Points made = path.draw(rows, random);
          return new PointSource.Points(made.t(), made.x(), made.velocity());
        };
    Weights initial = initial(model, drawing, start);
    if (closedForm()) {
      return solve(model, initial, drawing, start, progress, seconds);
    }
    RandomGenerator drawn = streams(start).stream("points");
    PointSource points = () -> drawing.draw(experiment.training().batchSize(), drawn);
    ObjectiveWeights weights =
        recording.hasVelocities() ? experiment.objective() : withoutConsistency();
    TrajectorySource trajectories = new RecordedTrajectories(recording);
    return train(backend, model, weights, trajectories, points, initial, start, trainer, seconds);
  }

  private ObjectiveWeights withoutConsistency() {
    ObjectiveWeights all = experiment.objective();
    try {
      return new ObjectiveWeights(0, all.phase(), all.target(), all.reconstruction(), all.path());
    } catch (IllegalArgumentException nothing) {
      throw new SpecificationException(
          "the recorded trajectories come without velocities, so the consistency term is left out,"
              + " and no other term of the objective has a weight",
          nothing);
    }
  }

  private RandomStreams streams(Optional<Weights> start) {
    RandomStreams random = new RandomStreams(experiment.seed()).in("student");
    // Training that goes on must not see the same noise again, nor when it goes on once more.
    return start
        .map(weights -> random.in("resumed").in(Integer.toHexString(weights.hashCode())))
        .orElse(random);
  }

  private Weights initial(KoopmanModel model, PointDrawing drawing, Optional<Weights> start) {
    return start.orElseGet(
        () -> {
          RandomStreams own = streams(start);
          Weights drawn = Parameter.initialize(model.parameters(), own.in("initial"));
          int points = Math.max(ADAPTED_TO, model.lifting().layout().observables());
          PointSource.Points path = drawing.draw(points, own.stream("adaptation"));
          return model.adapt(drawn, path.t(), path.x());
        });
  }

  private Trainer.Result solve(
      KoopmanModel model,
      Weights initial,
      PointDrawing drawing,
      Optional<Weights> start,
      Progress progress,
      BiConsumer<String, Double> seconds) {
    long begun = System.nanoTime();
    Trainer.Result result =
        new EdmdFitting(model, initial, experiment.training().edmd(), progress)
            .fit(drawing, streams(start).stream("points"));
    seconds.accept("student", (System.nanoTime() - begun) * 1e-9);
    return result;
  }

  private Trainer.Result train(
      Backend backend,
      KoopmanModel model,
      ObjectiveWeights weights,
      TrajectorySource trajectories,
      PointSource points,
      Weights initial,
      Optional<Weights> start,
      Trainer trainer,
      BiConsumer<String, Double> seconds) {
    long begun = System.nanoTime();
    KoopmanTask task =
        new KoopmanTask(
            model,
            initial,
            choice().onTensors(),
            weights,
            trajectories,
            points,
            experiment.training().batchSize(),
            streams(start).stream("batches"));
    Trainer.Result result = trainer.train(backend, task, experiment.training().gradient());
    seconds.accept("student", (System.nanoTime() - begun) * 1e-9);
    return result;
  }
}
