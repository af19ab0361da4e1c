package org.koopflow.core.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.objective.Need;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher.Capability;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.core.model.FittedTeacher;

/** The flow of a teacher with a velocity field: its trajectories are solved for. */
public final class SolvedFlow implements TeacherFlow {
  /** Steps that points are made for at a time: one large evaluation is cheaper than many. */
  private static final int AHEAD = 16;

  /** Rows a solver's evaluations are counted on. */
  private static final int COUNTED = 1000;

  /** Blocks of noise, each with a time of its own, that points of trajectories come from. */
  private static final int BLOCKS = 32;

  private final FittedTeacher teacher;
  private final VelocityField velocity;
  private final Sampler solver;
  private final TrainingRows data;
  private final Optional<PoolPlan> plan;
  private TrajectoryPool pool;

  /**
   * Creates the flow.
   *
   * @param teacher the fitted teacher, with a velocity field; stays the caller's
   * @param solver follows its flow
   * @param data rows of data the path leads to, in the coordinates of the flow
   * @param plan how the pool for training is filled; empty where none is wanted
   */
  public SolvedFlow(
      FittedTeacher teacher, Sampler solver, TrainingRows data, Optional<PoolPlan> plan) {
    this.teacher = teacher;
    this.velocity = teacher.velocity().orElseThrow();
    this.solver = solver;
    this.data = data;
    this.plan = plan;
  }

  private boolean hasPath() {
    return teacher.teacher().capabilities().contains(Capability.PATH);
  }

  @Override
  public Space space() {
    return teacher.domain().space();
  }

  @Override
  public Set<Need> offers() {
    return EnumSet.allOf(Need.class);
  }

  @Override
  public Optional<Sampler> sampler() {
    return Optional.of(solver);
  }

  @Override
  public Batch noise(int count, RandomGenerator random) {
    return teacher.noise(count, random);
  }

  @Override
  public Batch starts(int count, RandomGenerator random) {
    return noise(count, random);
  }

  @Override
  public double[] times(int wanted) {
    double[] times = new double[wanted];
    for (int i = 0; i < wanted; i++) {
      times[i] = (double) i / (wanted - 1);
    }
    return times;
  }

  @Override
  public Taught follow(int count, double[] times, RandomGenerator random) {
    Batch noise = noise(count, random);
    double[] all = times;
    if (times.length == 0 || times[times.length - 1] != FlowTime.DATA) {
      all = Arrays.copyOf(times, times.length + 1);
      all[times.length] = FlowTime.DATA;
    }
    return new Taught(
        noise,
        solver.sample(noise, all),
        OptionalInt.of(
            solver.sample(noise.rows(0, Math.min(COUNTED, count)), FlowTime.DATA).evaluations()));
  }

  @Override
  public Points points(int rows, RandomGenerator random) {
    if (hasPath()) {
      PathBatch drawn = teacher.teacher().path(teacher.weights(), data, rows, random);
      return at(drawn.t(), drawn.x());
    }
    return plan.isPresent()
        ? new TrajectoryPoints(trajectories(), velocity, rows, random).next()
        : ofTrajectories(rows, random);
  }

  private Points at(Batch t, Batch x) {
    return new Points(t, x, Optional.of(velocity.velocity(t, x)));
  }

  /** Fresh trajectories in blocks, one time for each. */
  private Points ofTrajectories(int rows, RandomGenerator random) {
    Batch noise = noise(rows, random);
    int blocks = Math.min(BLOCKS, rows);
    List<Batch> times = new ArrayList<>();
    List<Batch> states = new ArrayList<>();
    for (int i = 0; i < blocks; i++) {
      double part = (i + random.nextDouble()) / blocks;
      double time = FlowTime.NOISE + part * (FlowTime.DATA - FlowTime.NOISE);
      int from = (int) ((long) rows * i / blocks);
      int to = (int) ((long) rows * (i + 1) / blocks);
      times.add(Batch.filled(to - from, 1, time));
      states.add(solver.sample(noise.rows(from, to), time).last());
    }
    return at(Batch.stack(times), Batch.stack(states));
  }

  @Override
  public PointSource pointSource(int rows, RandomGenerator random) {
    return hasPath()
        ? new PathPoints(rows, random)
        : new TrajectoryPoints(trajectories(), velocity, rows, random);
  }

  /** Points of the path, dealt out of larger draws. */
  private final class PathPoints implements PointSource {
    private final int rows;
    private final RandomGenerator random;
    private Points made;
    private int used = AHEAD;

    PathPoints(int rows, RandomGenerator random) {
      this.rows = rows;
      this.random = random;
    }

    @Override
    public Points next() {
      if (used == AHEAD) {
        made = points(AHEAD * rows, random);
        used = 0;
      }
      int from = used++ * rows;
      int to = from + rows;
      return new Points(
          made.t().rows(from, to),
          made.x().rows(from, to),
          made.velocity().map(all -> all.rows(from, to)));
    }
  }

  @Override
  public TrajectorySource trajectories() {
    if (pool == null) {
      PoolPlan how = plan.orElseThrow(() -> new IllegalStateException("no pool is planned here"));
      long begun = System.nanoTime();
      pool = new TrajectoryPool(how.settings(), solver, this::noise, how.random());
      pool.fill(how.progress());
      how.seconds().accept((System.nanoTime() - begun) * 1e-9);
    }
    return pool;
  }
}
