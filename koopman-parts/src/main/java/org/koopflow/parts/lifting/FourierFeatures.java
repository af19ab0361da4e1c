package org.koopflow.parts.lifting;

import org.koopflow.api.InvalidSettingException;

/**
 * Waves of time and state that a learned lifting sees beside {@code [t, x]}: for each frequency a
 * cosine and a sine. A network of the plain inputs learns slow functions first; waves give it fast
 * ones (Tancik et al. 2020).
 *
 * @param time number of frequencies of time, {@code timeScale pi k} for k = 1, 2, ...; 0 for none
 * @param timeScale the lowest frequency of time in half turns over the horizon
 * @param state number of random directions {@code w ~ N(0, stateScale^2 I)} of the state, entering
 *     as {@code cos(w x), sin(w x)}; 0 for none
 * @param stateScale standard deviation of each coordinate of a direction, in radians per unit of
 *     the state
 * @param trained whether training moves the frequencies
 */
public record FourierFeatures(
    int time, double timeScale, int state, double stateScale, boolean trained) {
  /** No waves. */
  public static final FourierFeatures NONE = new FourierFeatures(0, 1, 0, 1, false);

  private static final int MOST = 1_000_000;

  /**
   * Checks the ranges.
   *
   * @param time number of frequencies of time
   * @param timeScale the lowest frequency of time in half turns over the horizon
   * @param state number of random directions of the state
   * @param stateScale standard deviation of each coordinate of a direction
   * @param trained whether training moves the frequencies
   */
  public FourierFeatures {
    if (Math.min(time, state) < 0 || Math.max(time, state) > MOST) {
      throw InvalidSettingException.together(
          "numbers of frequencies must be between 0 and "
              + MOST
              + ", got time "
              + time
              + ", state "
              + state);
    }
    Ranges.requirePositive("timeScale", timeScale);
    Ranges.requirePositive("stateScale", stateScale);
  }
}
