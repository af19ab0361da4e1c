package org.koopflow.spectral;

/**
 * One mode of a generator: a real eigenvalue, or a complex pair kept together. Its eigenfunction is
 * {@code phi(t, x) = left^T Phi(t, x)} and grows as {@code e^{rate t}}; what it adds to a lifted
 * state is {@code phi right}, and for a pair the conjugate of that too.
 *
 * @param index position in the spectrum, from 0
 * @param rate eigenvalue of the generator, per unit time; the one above the real axis of a pair
 * @param right right eigenvector of length 1, n numbers
 * @param left left eigenvector with {@code left^T right = 1}, n numbers, not conjugated
 * @param condition how far the eigenvalue moves for a small change of the generator, as a multiple
 *     of the change's norm: {@code |left| |right|}, at least 1
 */
public record Mode(
    int index, Complex rate, ComplexVector right, ComplexVector left, double condition) {
  /**
   * Above this the eigenvalue is not to be relied on: weights are kept in single precision, and its
   * rounding, 2^-24 of the generator's norm, moves the eigenvalue by more than 6 % of that norm.
   */
  public static final double ILL_CONDITIONED = 1e6;

  /**
   * Whether it stands for a complex pair.
   *
   * @return true for a pair, false for a real eigenvalue
   */
  public boolean isPair() {
    return rate.imaginary() != 0;
  }

  /**
   * Number of real dimensions.
   *
   * @return 2 for a pair, 1 for a real eigenvalue
   */
  public int dimension() {
    return isPair() ? 2 : 1;
  }

  /**
   * Exponential growth of the amplitude.
   *
   * @return per unit time, negative for a mode that decays
   */
  public double growthRate() {
    return rate.real();
  }

  /**
   * Turns of the amplitude in the complex plane.
   *
   * @return turns per unit time, 0 for a real eigenvalue
   */
  public double frequency() {
    return rate.imaginary() / (2 * Math.PI);
  }

  /**
   * Time after which the amplitude has halved.
   *
   * @return {@code ln 2 / -growthRate}: negative for a mode that grows, whose amplitude was half as
   *     large that long ago, and infinite for one that does neither
   */
  public double halfLife() {
    return rate.real() == 0 ? Double.POSITIVE_INFINITY : -Math.log(2) / rate.real();
  }

  /**
   * Time of one turn.
   *
   * @return {@code 1 / frequency}, infinite for a real eigenvalue
   */
  public double period() {
    return isPair() ? 1 / frequency() : Double.POSITIVE_INFINITY;
  }

  /**
   * What the amplitude is multiplied with over a duration.
   *
   * @param duration in units of the flow's time; negative runs backward
   * @return {@code e^{rate duration}}
   */
  public Complex multiplier(double duration) {
    return rate.times(duration).exp();
  }

  /**
   * Whether the eigenvalue is too sensitive to be read.
   *
   * @return true above {@link #ILL_CONDITIONED}
   */
  public boolean illConditioned() {
    return !(condition <= ILL_CONDITIONED);
  }

  /** Refuses to have the amplitude changed where it means nothing by itself. */
  void requireTrusted() {
    if (illConditioned()) {
      throw new IllegalArgumentException(
          "mode "
              + index
              + " has condition "
              + condition
              + ", above "
              + ILL_CONDITIONED
              + ": its amplitude cannot be changed by itself");
    }
  }

  Mode at(int position) {
    return new Mode(position, rate, right, left, condition);
  }
}
