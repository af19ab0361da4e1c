package org.koopflow.core.spec;

import java.util.Map;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Selection;
import org.koopflow.api.sampling.SamplerProvider;

/**
 * The pool of teacher trajectories a student learns from.
 *
 * @param size trajectories held at a time, a multiple of {@code blockSize}
 * @param blockSize trajectories integrated together; they share their random intermediate times,
 *     and a training batch comes from one block
 * @param times intermediate times stored of each trajectory, besides both ends
 * @param renewal share of the pool replaced by new trajectories in the course of 1,000 steps
 * @param solver the sampler that integrates the teacher
 */
public record PoolSettings(
    int size, int blockSize, int times, double renewal, Selection<SamplerProvider<?>> solver) {
  /** Large enough not to be learned by heart. */
  public static final PoolSettings DEFAULT =
      new PoolSettings(32_768, 4096, 8, 0.5, new Selection<>("rk4", Map.of("steps", 16)));

  private static final int MOST_TIMES = 10_000;

  private static final int MOST_RENEWAL = 1000;

  /**
   * Checks the ranges.
   *
   * @param size trajectories held at a time
   * @param blockSize trajectories integrated together
   * @param times intermediate times stored of each trajectory
   * @param renewal share of the pool replaced by new trajectories in the course of 1,000 steps
   * @param solver the sampler that integrates the teacher
   */
  public PoolSettings {
    if (blockSize < 2) {
      throw new InvalidSettingException("blockSize", "must be at least 2, got " + blockSize);
    }
    if (size < blockSize || size % blockSize != 0) {
      throw new InvalidSettingException(
          "size",
          "must be a multiple of blockSize, since a pool holds whole blocks, got size "
              + size
              + ", blockSize "
              + blockSize);
    }
    if (times < 1 || times > MOST_TIMES) {
      throw new InvalidSettingException(
          "times", "must be between 1 and " + MOST_TIMES + ", got " + times);
    }
    if (!(renewal >= 0 && renewal <= MOST_RENEWAL)) {
      throw new InvalidSettingException(
          "renewal",
          "must lie between 0 and " + MOST_RENEWAL + ", a new pool in every step, got " + renewal);
    }
  }
}
