package org.koopflow.spectral.model.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.metric.PathPoints;
import org.koopflow.api.metric.Trajectories;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.core.evaluation.JudgedOpenModel;
import org.koopflow.spectral.model.SpectralModel;

/** A student beside trajectories of its teacher that are known already, as metrics may see it. */
final class JudgedStudent extends JudgedOpenModel {
  private final Taught taught;
  private final Trajectories heldOut;

  /** Both stay the caller's; the trajectories end at the data. */
  JudgedStudent(SpectralModel model, Taught taught) {
    super(model.model());
    this.taught = taught;
    double[] times = taught.trajectory().times();
    int last = times.length - 1;
    if (times[last] != FlowTime.DATA) {
      throw new IllegalArgumentException("trajectories end at " + times[last]);
    }
    Trajectory learned =
        model.apply(new StudentTrajectories(taught.noise(), times)).map(space()::state);
    this.heldOut =
        new Trajectories(
            taught.noise(),
            taught.trajectory().map(space()::state),
            learned,
            new Trajectory(new double[] {FlowTime.DATA}, List.of(learned.last()), 1),
            OptionalInt.of(taught.trajectory().evaluations()));
  }

  @Override
  public Trajectories heldOut() {
    return heldOut;
  }

  @Override
  public Optional<Trajectories> training() {
    return Optional.empty();
  }

  @Override
  public List<Double> times() {
    return Arrays.stream(taught.trajectory().times())
        .filter(time -> time != FlowTime.DATA)
        .boxed()
        .toList();
  }

  @Override
  public Optional<Sampler> teacher() {
    return Optional.of(AdaptiveSolver.of(model()));
  }

  @Override
  public Batch noise(int count, RandomGenerator random) {
    return model().fittedTeacher().noise(count, random);
  }

  @Override
  public PathPoints points(int count) {
    Batch t = taught.times();
    Batch x = taught.states();
    return new PathPoints(t, x, Optional.of(model().velocity().velocity(t, x)));
  }
}
