package org.koopflow.core.training;

import java.util.Optional;
import java.util.function.Function;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.training.Trainer;
import org.koopflow.core.flow.Points;
import org.koopflow.core.flow.PoolPlan;
import org.koopflow.core.flow.TeacherFlow;
import org.koopflow.core.flow.TrajectorySource;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.objective.ObjectiveTerms;
import org.koopflow.core.plugin.ExponentialChoice;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.FittingMethod;

/**
 * Fits the lifting and the generator of an experiment to a teacher's flow: by gradient steps, or in
 * closed form.
 */
public final class StudentFitting {
  private static final int ADAPTED_TO = 1024;

  private final Plugins plugins;
  private final Experiment experiment;
  private final KoopmanModel model;
  private final Optional<Weights> start;

  /**
   * Creates the stage.
   *
   * @param plugins make the parts the experiment names
   * @param experiment what to train and how
   * @param model lifting and operator
   * @param start weights to begin with; empty to draw them
   */
  public StudentFitting(
      Plugins plugins, Experiment experiment, KoopmanModel model, Optional<Weights> start) {
    this.plugins = plugins;
    this.experiment = experiment;
    this.model = model;
    this.start = start;
  }

  /**
   * Trains, or solves for the generator.
   *
   * @param flows gives the teacher's flow, whose pool is to be filled as is planned
   * @param terms terms of the objective
   * @param site where it is done
   * @return averaged and raw weights; no steps if the work was cancelled before there were any
   * @throws SpecificationException if a fit in closed form finds no velocities
   */
  public Trainer.Result fit(
      Function<PoolPlan, TeacherFlow> flows, ObjectiveTerms terms, FittingSite site) {
    TeacherFlow flow =
        flows.apply(
            new PoolPlan(
                experiment.training().pool(),
                streams().in("pool"),
                site.progress(),
                seconds -> site.seconds().accept("pool", seconds)));
    return experiment.training().method() == FittingMethod.EDMD
        ? solve(flow, site)
        : train(flow, terms, site);
  }

  private RandomStreams streams() {
    RandomStreams random = new RandomStreams(experiment.seed()).in("student");
    // Training that goes on must not see the same noise again, nor when it goes on once more.
    return start
        .map(weights -> random.in("resumed").in(Integer.toHexString(weights.hashCode())))
        .orElse(random);
  }

  private Weights initial(TeacherFlow flow) {
    return start.orElseGet(
        () -> {
          RandomStreams own = streams();
          Weights drawn = Parameter.initialize(model.parameters(), own.in("initial"));
          int points = Math.max(ADAPTED_TO, model.lifting().layout().observables());
          Points path = flow.points(points, own.stream("adaptation"));
          return model.adapt(drawn, path.t(), path.x());
        });
  }

  private Trainer.Result solve(TeacherFlow flow, FittingSite site) {
    Weights initial = initial(flow);
    long begun = System.nanoTime();
    Trainer.Result result =
        new EdmdFitting(model, initial, experiment.training().edmd(), site.progress())
            .fit(flow, streams().stream("points"));
    site.seconds().accept("student", (System.nanoTime() - begun) * 1e-9);
    return result;
  }

  private Trainer.Result train(TeacherFlow flow, ObjectiveTerms terms, FittingSite site) {
    TrajectorySource trajectories = flow.trajectories();
    Weights initial = initial(flow);
    long begun = System.nanoTime();
    int batchSize = experiment.training().gradient().batchSize();
    KoopmanTask task =
        new KoopmanTask(
            model,
            initial,
            new ExponentialChoice(plugins, experiment.exponential(), experiment.operator())
                .onTensors(model.lifting().layout()),
            terms,
            new KoopmanTask.Batches(
                trajectories,
                flow.pointSource(batchSize, streams().stream("points")),
                batchSize,
                streams().stream("batches")));
    Trainer.Result result =
        site.trainer().train(site.backend(), task, experiment.training().gradient());
    site.seconds().accept("student", (System.nanoTime() - begun) * 1e-9);
    return result;
  }
}
