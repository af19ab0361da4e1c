package org.koopflow.api.training;

import org.koopflow.api.Inlined;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Selection;

/**
 * How a network is trained: an optimizer with linear warm-up and cosine decay of the learning rate,
 * clipping of the global gradient norm and an exponential moving average of the weights.
 *
 * @param steps optimizer steps, at least 1
 * @param batchSize samples per step, at least 2
 * @param schedule the learning rate from step to step
 * @param clip largest allowed norm of the gradient; 0 for no clipping
 * @param averaging decay of the moving average per step, in [0, 1); 0 for no averaging
 * @param optimizer what moves the weights
 */
public record TrainingSettings(
    int steps,
    int batchSize,
    @Inlined RateSchedule schedule,
    double clip,
    double averaging,
    Selection<OptimizerProvider<?>> optimizer) {
  /** The optimizer where nothing else is said. */
  public static final Selection<OptimizerProvider<?>> ADAM = Selection.of("adam");

  /**
   * Checks the ranges.
   *
   * @param steps optimizer steps
   * @param batchSize samples per step
   * @param schedule the learning rate
   * @param clip gradient norm limit
   * @param averaging decay of the average
   * @param optimizer what moves the weights
   */
  public TrainingSettings {
    InvalidSettingException.require(steps >= 1, "steps", "must be at least 1, got " + steps);
    InvalidSettingException.require(
        batchSize >= 2, "batchSize", "must be at least 2, got " + batchSize);
    InvalidSettingException.require(
        clip >= 0 && Double.isFinite(clip), "clip", "must be finite and not negative, got " + clip);
    InvalidSettingException.require(
        averaging >= 0 && averaging < 1, "averaging", "must lie in [0, 1), got " + averaging);
  }

  /**
   * Plain training, to be refined by what follows: Adam, a rate that falls to 0, and neither
   * warm-up nor clipping nor averaging.
   *
   * @param steps optimizer steps, at least 1
   * @param batchSize samples per step, at least 2
   * @param learningRate highest rate, positive
   * @return the settings
   */
  public static TrainingSettings of(int steps, int batchSize, double learningRate) {
    return new TrainingSettings(steps, batchSize, new RateSchedule(learningRate, 0, 0), 0, 0, ADAM);
  }

  /**
   * The same with another end of the learning rate.
   *
   * @param share rate at the last step as a share of the highest, in [0, 1]
   * @return the changed settings
   */
  public TrainingSettings withFinalRate(double share) {
    return with(new RateSchedule(schedule.learningRate(), share, schedule.warmup()));
  }

  /**
   * The same with another warm-up.
   *
   * @param count steps of linear growth from 0, at least 0
   * @return the changed settings
   */
  public TrainingSettings withWarmup(int count) {
    return with(new RateSchedule(schedule.learningRate(), schedule.finalRate(), count));
  }

  private TrainingSettings with(RateSchedule other) {
    return new TrainingSettings(steps, batchSize, other, clip, averaging, optimizer);
  }

  /**
   * The same with another clipping.
   *
   * @param norm largest allowed norm of the gradient; 0 for no clipping
   * @return the changed settings
   */
  public TrainingSettings withClip(double norm) {
    return new TrainingSettings(steps, batchSize, schedule, norm, averaging, optimizer);
  }

  /**
   * The same with another moving average.
   *
   * @param decay decay of the average per step, in [0, 1); 0 for no averaging
   * @return the changed settings
   */
  public TrainingSettings withAveraging(double decay) {
    return new TrainingSettings(steps, batchSize, schedule, clip, decay, optimizer);
  }

  /**
   * The same with another optimizer.
   *
   * @param other what moves the weights
   * @return the changed settings
   */
  public TrainingSettings withOptimizer(Selection<OptimizerProvider<?>> other) {
    return new TrainingSettings(steps, batchSize, schedule, clip, averaging, other);
  }

  /**
   * Learning rate of a step.
   *
   * @param step from 0
   * @return the rate
   */
  public double rate(int step) {
    return schedule.rate(step, steps);
  }
}
