package org.koopflow.api;

/**
 * The horizon of every flow: noise at {@link #NOISE}, data at {@link #DATA}. Training and sampling
 * read the same two constants, so that they cannot disagree.
 */
public final class FlowTime {
  /** Time of the noise, {@code x_0 ~ N(0, I)}. */
  public static final double NOISE = 0;

  /** Time of the data, {@code x_1}. */
  public static final double DATA = 1;

  private FlowTime() {}

  /**
   * Checks a time.
   *
   * @param time any number
   * @return the same number
   * @throws SpecificationException unless it lies between {@link #NOISE} and {@link #DATA}
   */
  public static double require(double time) {
    if (!(time >= NOISE && time <= DATA)) {
      throw new SpecificationException(
          "a time must lie between " + NOISE + " (noise) and " + DATA + " (data), got " + time);
    }
    return time;
  }
}
