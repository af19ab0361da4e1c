package org.koopflow.spectral;

/** A change of mode amplitudes. Modes whose amplitudes mean nothing by themselves are refused. */
@FunctionalInterface
public interface ModeEdit {
  /** Changes nothing. */
  ModeEdit NONE = amplitudes -> amplitudes;

  /**
   * Changes amplitudes.
   *
   * @param amplitudes rows x modes
   * @return rows x modes
   */
  ModeAmplitudes apply(ModeAmplitudes amplitudes);

  /**
   * This edit, and another after it.
   *
   * @param next the other
   * @return both
   */
  default ModeEdit then(ModeEdit next) {
    return amplitudes -> next.apply(apply(amplitudes));
  }

  /**
   * Makes a mode stronger or weaker.
   *
   * @param mode the mode
   * @param factor what its amplitude is multiplied with
   * @return the edit
   * @throws IllegalArgumentException if the mode is ill-conditioned
   */
  static ModeEdit scale(Mode mode, double factor) {
    return change(mode, (row, value) -> factor == 1 ? value : value.times(factor));
  }

  /**
   * Takes a mode out.
   *
   * @param mode the mode
   * @return the edit
   * @throws IllegalArgumentException if the mode is ill-conditioned
   */
  static ModeEdit remove(Mode mode) {
    return change(mode, (row, value) -> Complex.ZERO);
  }

  /**
   * Turns the phase of a pair.
   *
   * @param mode the mode
   * @param angle radians
   * @return the edit
   * @throws IllegalArgumentException if the mode is real, and so has no phase, or ill-conditioned
   */
  static ModeEdit rotate(Mode mode, double angle) {
    if (!mode.isPair()) {
      throw new IllegalArgumentException(
          "mode " + mode.index() + " has the real rate " + mode.rate() + " and no phase to turn");
    }
    return change(mode, (row, value) -> angle == 0 ? value : value.times(Complex.polar(1, angle)));
  }

  /**
   * Exchanges a mode between samples of the same batch.
   *
   * @param mode the mode
   * @param from for each row the row whose amplitude it gets
   * @return the edit
   * @throws IllegalArgumentException if the mode is ill-conditioned
   */
  static ModeEdit swap(Mode mode, int... from) {
    int[] rows = from.clone();
    mode.requireTrusted();
    return amplitudes -> {
      if (rows.length != amplitudes.rows()) {
        throw new IllegalArgumentException(
            amplitudes.rows() + " samples need as many rows to swap with, got " + rows.length);
      }
      return change(mode, (row, value) -> amplitudes.get(rows[row], mode.index()))
          .apply(amplitudes);
    };
  }

  /**
   * Moves a mode towards what it is in other samples.
   *
   * @param mode the mode
   * @param others amplitudes of as many other samples, at the same time
   * @param fraction 0 changes nothing, 1 takes the other's amplitude
   * @return the edit
   * @throws IllegalArgumentException if the mode is ill-conditioned
   */
  static ModeEdit interpolate(Mode mode, ModeAmplitudes others, double fraction) {
    return change(
        mode,
        (row, value) ->
            fraction == 0
                ? value
                : value.times(1 - fraction).plus(others.get(row, mode.index()).times(fraction)));
  }

  private static ModeEdit change(
      Mode mode, java.util.function.BiFunction<Integer, Complex, Complex> change) {
    mode.requireTrusted();
    return amplitudes ->
        amplitudes.map((row, k, value) -> k == mode.index() ? change.apply(row, value) : value);
  }
}
