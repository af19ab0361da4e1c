package org.koopflow.core.training;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.Progress;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.teacher.Recording;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.training.Trainer;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.plugin.ExponentialChoice;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.recorded.RecordedPath;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.ObjectiveWeights;

/** Trains the lifting and the generator of an experiment on a fitted teacher. */
public final class StudentFitting {
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
   * Whether the experiment's exponential applies to its operator and can be trained through; asked
   * before long work starts.
   *
   * @return its differentiable form
   * @throws SpecificationException if it does not, or has none
   */
  public Exponential.OnTensors exponential() {
    return new ExponentialChoice(plugins, experiment.exponential(), experiment.operator())
        .onTensors();
  }

  /**
   * Whether the experiment's solver can integrate a teacher; asked before long work starts.
   *
   * @throws SpecificationException if it needs something a teacher has not
   */
  public void requireSolver() {
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
   * Fills the pool of trajectories and trains.
   *
   * @param backend evaluates and differentiates
   * @param model lifting and operator
   * @param teacher gives the points of the path
   * @param taught the teacher's weights
   * @param velocity the teacher's fitted velocity field
   * @param data training rows in the coordinates of the flow
   * @param start weights to begin with; empty to draw them
   * @param trainer runs the steps
   * @param progress hears of the filling of the pool
   * @param seconds receives the time taken by a stage
   * @return averaged and raw weights
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
    int batchSize = experiment.training().batchSize();
    long begun = System.nanoTime();
    TrajectoryPool pool =
        new TrajectoryPool(
            experiment.training().pool(),
            plugins.sampler(experiment.training().pool().solver(), SampledModel.of(velocity)),
            teacher.dimension(),
            own.in("pool"));
    pool.fill(progress);
    seconds.accept("pool", (System.nanoTime() - begun) * 1e-9);
    RandomGenerator drawn = own.stream("points");
    PointSource points =
        teacher.capabilities().contains(Teacher.Capability.PATH)
            ? new PathPoints(teacher, taught, velocity, data, batchSize, drawn)
            : new TrajectoryPoints(pool, velocity, batchSize, drawn);
    return train(backend, model, experiment.objective(), pool, points, start, trainer, seconds);
  }

  /**
   * Trains on recorded trajectories, without the consistency term if they have no velocities.
   *
   * @param backend evaluates and differentiates
   * @param model lifting and operator
   * @param recording trajectories in the coordinates of the flow
   * @param start weights to begin with; empty to draw them
   * @param trainer runs the steps
   * @param seconds receives the time taken by a stage
   * @return averaged and raw weights
   * @throws SpecificationException if no term of the objective is left
   */
  public Trainer.Result fit(
      Backend backend,
      KoopmanModel model,
      Recording recording,
      Optional<Weights> start,
      Trainer trainer,
      BiConsumer<String, Double> seconds) {
    RandomGenerator drawn = streams(start).stream("points");
    RecordedPath path = new RecordedPath(recording.times(), recording.train());
    PointSource points =
        () -> {
          RecordedPath.Points made = path.draw(experiment.training().batchSize(), drawn);
          return new PointSource.Points(made.t(), made.x(), made.velocity());
        };
    ObjectiveWeights weights =
        recording.hasVelocities() ? experiment.objective() : withoutConsistency();
    TrajectorySource trajectories = new RecordedTrajectories(recording);
    return train(backend, model, weights, trajectories, points, start, trainer, seconds);
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

  private Trainer.Result train(
      Backend backend,
      KoopmanModel model,
      ObjectiveWeights weights,
      TrajectorySource trajectories,
      PointSource points,
      Optional<Weights> start,
      Trainer trainer,
      BiConsumer<String, Double> seconds) {
    long begun = System.nanoTime();
    RandomStreams own = streams(start);
    Weights initial =
        start.orElseGet(() -> Parameter.initialize(model.parameters(), own.in("initial")));
    KoopmanTask task =
        new KoopmanTask(
            model,
            initial,
            exponential(),
            weights,
            trajectories,
            points,
            experiment.training().batchSize(),
            own.stream("batches"));
    Trainer.Result result = trainer.train(backend, task, experiment.training().optimizer());
    seconds.accept("student", (System.nanoTime() - begun) * 1e-9);
    return result;
  }
}
