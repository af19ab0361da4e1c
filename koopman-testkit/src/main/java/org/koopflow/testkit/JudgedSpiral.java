package org.koopflow.testkit;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.metric.JudgedModel;
import org.koopflow.api.metric.Linearity;
import org.koopflow.api.metric.MetricNeed;
import org.koopflow.api.metric.PathPoints;
import org.koopflow.api.metric.Trajectories;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.VelocityField;

/**
 * A student of the {@link SpiralFlow}, which is linear already. It errs by as much as is asked for:
 * everything it says is too large by one part.
 *
 * @param error 0 for an exact student
 * @param offered what there is to measure on
 */
record JudgedSpiral(double error, Set<MetricNeed> offered) implements JudgedModel {
  /** Trajectories of each kind. */
  static final int SAMPLES = 40;

  /** All there can be. */
  static final Set<MetricNeed> ALL = EnumSet.allOf(MetricNeed.class);

  @Override
  public Space space() {
    return Space.of(SpiralFlow.DIMENSION);
  }

  private Batch learned(Batch exact) {
    return Samples.moved(exact, exact, error).to(exact.precision());
  }

  private Batch exact(Batch starts, double time) {
    return SpiralFlow.exact(starts, FlowTime.NOISE, time).to(starts.precision());
  }

  private Trajectories from(Batch starts) {
    double[] times = {0.25, 0.5, FlowTime.DATA};
    List<Batch> taught = Arrays.stream(times).mapToObj(time -> exact(starts, time)).toList();
    List<Batch> learned = taught.stream().map(this::learned).toList();
    return new Trajectories(
        starts,
        new Trajectory(times, taught, times.length),
        new Trajectory(times, learned, times.length),
        new Trajectory(new double[] {FlowTime.DATA}, learned.subList(2, 3), 1),
        offered.contains(MetricNeed.VELOCITY) ? OptionalInt.of(6) : OptionalInt.empty());
  }

  @Override
  public Trajectories heldOut() {
    return from(Samples.normal(SAMPLES, SpiralFlow.DIMENSION, "held out"));
  }

  @Override
  public Optional<Trajectories> training() {
    return offered.contains(MetricNeed.TRAINING_TRAJECTORIES)
        ? Optional.of(from(Samples.normal(SAMPLES, SpiralFlow.DIMENSION, "training")))
        : Optional.empty();
  }

  @Override
  public List<Double> times() {
    return List.of(0.25, 0.5);
  }

  @Override
  public Sampler student() {
    return (noise, times) ->
        new Trajectory(
            times,
            Arrays.stream(times).mapToObj(time -> learned(exact(noise, time))).toList(),
            times.length);
  }

  @Override
  public Optional<Sampler> teacher() {
    Sampler exact =
        (noise, times) ->
            new Trajectory(
                times, Arrays.stream(times).mapToObj(time -> exact(noise, time)).toList(), 6);
    return offered.contains(MetricNeed.VELOCITY) ? Optional.of(exact) : Optional.empty();
  }

  @Override
  public Batch noise(int count, RandomGenerator random) {
    return RandomStreams.normal(count, SpiralFlow.DIMENSION, random);
  }

  @Override
  public PathPoints points(int count) {
    Batch t = Samples.uniform(count, 1, FlowTime.NOISE, FlowTime.DATA, "times");
    Batch x = Samples.normal(count, SpiralFlow.DIMENSION, "points");
    return new PathPoints(
        t,
        x,
        offered.contains(MetricNeed.PATH_VELOCITIES)
            ? Optional.of(SpiralFlow.velocity().velocity(t, x))
            : Optional.empty());
  }

  @Override
  public Linearity linearity(PathPoints points) {
    Batch lie =
        points
            .velocity()
            .orElseThrow(() -> new IllegalArgumentException("the points have no velocities"));
    return new Linearity(lie, learned(lie));
  }

  @Override
  public LinearFlow flow() {
    return SpiralFlow.linear();
  }

  @Override
  public Optional<VelocityField> velocity() {
    return offered.contains(MetricNeed.VELOCITY)
        ? Optional.of(SpiralFlow.velocity())
        : Optional.empty();
  }

  @Override
  public Batch toData(Batch states) {
    return states;
  }

  @Override
  public Batch toFlow(Batch rows) {
    return rows;
  }
}
