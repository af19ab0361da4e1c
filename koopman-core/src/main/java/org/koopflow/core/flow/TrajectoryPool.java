package org.koopflow.core.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.Progress;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.core.spec.PoolSettings;

/**
 * Teacher trajectories from fresh noise, held in blocks. A block is integrated at once and shares
 * its random intermediate times; the oldest blocks are replaced while training goes on, since a
 * fixed set is learned by heart.
 */
final class TrajectoryPool implements TrajectorySource {
  private final PoolSettings settings;
  private final Sampler solver;
  private final BiFunction<Integer, RandomGenerator, Batch> noise;
  private final RandomStreams random;
  private final List<Block> blocks = new ArrayList<>();
  private int made;

  TrajectoryPool(
      PoolSettings settings,
      Sampler solver,
      BiFunction<Integer, RandomGenerator, Batch> noise,
      RandomStreams random) {
    this.settings = settings;
    this.solver = solver;
    this.noise = noise;
    this.random = random;
  }

  private int blockCount() {
    return settings.size() / settings.blockSize();
  }

  /** Fills the pool; comes back early, with at least one block, when the work is cancelled. */
  void fill(Progress progress) {
    int wanted = blockCount();
    progress.begin("pool", wanted);
    while (blocks.size() < wanted && (blocks.isEmpty() || !progress.cancelled())) {
      blocks.add(block());
      progress.update(blocks.size(), java.util.Map.of());
    }
    progress.end();
  }

  /** Replaces as many of the oldest blocks as the rate of renewal demands by this step. */
  @Override
  public void renew(int step) {
    long due = (long) (settings.renewal() * step / 1000 * blockCount());
    while (made - blockCount() < due && blocks.size() == blockCount()) {
      blocks.set(made % blockCount(), block());
    }
  }

  private Block block() {
    RandomStreams own = random.in("block-" + made);
    made++;
    RandomGenerator generator = own.stream("times");
    double[] times = new double[settings.times() + 1];
    for (int k = 0; k < settings.times(); k++) {
      // One time in each of equal parts of the horizon, so that every block covers all of it.
      double part = (k + generator.nextDouble()) / settings.times();
      times[k] = FlowTime.NOISE + part * (FlowTime.DATA - FlowTime.NOISE);
    }
    times[settings.times()] = FlowTime.DATA;
    Arrays.sort(times);
    Batch starts = noise.apply(settings.blockSize(), own.stream("noise"));
    return new Block(starts, solver.sample(starts, times));
  }

  /** Draws rows of one trajectory block, with one of its intermediate times for all. */
  @Override
  public Draw draw(int size, RandomGenerator generator) {
    Block block = blocks.get(generator.nextInt(blocks.size()));
    int[] rows = new int[size];
    for (int i = 0; i < size; i++) {
      rows[i] = generator.nextInt(block.noise.rows());
    }
    int k = generator.nextInt(settings.times());
    Trajectory trajectory = block.trajectory;
    return new Draw(
        block.noise.gather(rows),
        trajectory.times()[k],
        trajectory.states().get(k).gather(rows),
        trajectory.last().gather(rows));
  }

  private record Block(Batch noise, Trajectory trajectory) {}
}
