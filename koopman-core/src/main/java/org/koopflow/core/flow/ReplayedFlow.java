package org.koopflow.core.flow;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.objective.Need;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.Recording;
import org.koopflow.core.model.FittedTeacher;

/** The flow of a teacher of which trajectories are known and nothing else: they are replayed. */
public final class ReplayedFlow implements TeacherFlow {
  private final FittedTeacher teacher;
  private final double[] times;
  private final Recording.Part part;
  private final RecordedPath path;

  /**
   * Creates the flow.
   *
   * @param teacher the teacher, which says what noise is
   * @param times recorded times
   * @param part some of the trajectories, in the coordinates of the flow
   */
  public ReplayedFlow(FittedTeacher teacher, double[] times, Recording.Part part) {
    this.teacher = teacher;
    this.times = times.clone();
    this.part = part;
    this.path = new RecordedPath(this.times, part);
  }

  @Override
  public Space space() {
    return teacher.domain().space();
  }

  @Override
  public Set<Need> offers() {
    return part.velocities().isEmpty()
        ? EnumSet.complementOf(EnumSet.of(Need.VELOCITY))
        : EnumSet.allOf(Need.class);
  }

  @Override
  public Optional<Sampler> sampler() {
    return Optional.empty();
  }

  @Override
  public Batch noise(int count, RandomGenerator random) {
    return teacher.noise(count, random);
  }

  @Override
  public Batch starts(int count, RandomGenerator random) {
    return part.starts().rows(0, Math.min(count, part.starts().rows()));
  }

  @Override
  public double[] times(int wanted) {
    return times.clone();
  }

  /** The first trajectories, since which ones are held back was drawn already. */
  @Override
  public Taught follow(int count, double[] wanted, RandomGenerator random) {
    Batch starts = starts(count, random);
    int[] chosen = nearest(wanted);
    double[] at = new double[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      at[i] = times[chosen[i]];
    }
    List<Batch> states =
        java.util.stream.IntStream.of(chosen)
            .mapToObj(k -> part.states().get(k).rows(0, starts.rows()))
            .toList();
    return new Taught(starts, new Trajectory(at, states, 0), OptionalInt.empty());
  }

  /** Recorded times next to those wanted; the ends only where they are asked for exactly. */
  private int[] nearest(double[] wanted) {
    int last = times.length - 1;
    Set<Integer> chosen = new TreeSet<>(Collections.singleton(last));
    for (double time : wanted) {
      if (time == FlowTime.NOISE) {
        chosen.add(0);
      } else if (time != FlowTime.DATA) {
        int nearest = 1;
        for (int k = 2; k < last; k++) {
          nearest = Math.abs(times[k] - time) < Math.abs(times[nearest] - time) ? k : nearest;
        }
        chosen.add(nearest);
      }
    }
    return chosen.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public Points points(int rows, RandomGenerator random) {
    return path.draw(rows, random);
  }

  @Override
  public PointSource pointSource(int rows, RandomGenerator random) {
    return () -> path.draw(rows, random);
  }

  @Override
  public TrajectorySource trajectories() {
    return new RecordedTrajectories(times, part);
  }
}
