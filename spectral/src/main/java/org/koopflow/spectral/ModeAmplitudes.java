package org.koopflow.spectral;

import java.util.Arrays;

/**
 * Values of eigenfunctions, {@code phi_k} of every sample: rows x modes complex numbers. Immutable.
 */
public final class ModeAmplitudes {
  private final int rows;
  private final int modes;
  private final double[] real;
  private final double[] imaginary;

  private ModeAmplitudes(int rows, int modes, double[] real, double[] imaginary) {
    this.rows = rows;
    this.modes = modes;
    this.real = real;
    this.imaginary = imaginary;
  }

  /** Gives an amplitude its new value. */
  @FunctionalInterface
  public interface Change {
    /**
     * The new value.
     *
     * @param row which sample
     * @param mode which mode
     * @param value its amplitude
     * @return the amplitude wanted
     */
    Complex apply(int row, int mode, Complex value);
  }

  static ModeAmplitudes wrap(int rows, int modes, double[] real, double[] imaginary) {
    return new ModeAmplitudes(rows, modes, real, imaginary);
  }

  /**
   * Number of samples.
   *
   * @return the row count
   */
  public int rows() {
    return rows;
  }

  /**
   * Number of modes.
   *
   * @return the column count
   */
  public int modes() {
    return modes;
  }

  /**
   * One amplitude.
   *
   * @param row which sample
   * @param mode which mode
   * @return the value of its eigenfunction
   */
  public Complex get(int row, int mode) {
    int at =
        java.util.Objects.checkIndex(row, rows) * modes + java.util.Objects.checkIndex(mode, modes);
    return new Complex(real[at], imaginary[at]);
  }

  /**
   * Applies a change to every amplitude.
   *
   * @param change what to do
   * @return new amplitudes
   */
  public ModeAmplitudes map(Change change) {
    double[] re = new double[real.length];
    double[] im = new double[real.length];
    for (int row = 0; row < rows; row++) {
      for (int mode = 0; mode < modes; mode++) {
        int at = row * modes + mode;
        Complex value = change.apply(row, mode, new Complex(real[at], imaginary[at]));
        re[at] = value.real();
        im[at] = value.imaginary();
      }
    }
    return new ModeAmplitudes(rows, modes, re, im);
  }

  /**
   * Mean of a mode's amplitude over the samples.
   *
   * @param mode which mode
   * @return the mean
   */
  public Complex mean(int mode) {
    double re = 0;
    double im = 0;
    for (int row = 0; row < rows; row++) {
      re += real[row * modes + mode] / rows;
      im += imaginary[row * modes + mode] / rows;
    }
    return new Complex(re, im);
  }

  /**
   * Mean squared modulus of a mode's amplitude.
   *
   * @param mode which mode
   * @return {@code E |phi|^2}
   */
  public double meanSquare(int mode) {
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      double re = real[row * modes + mode];
      double im = imaginary[row * modes + mode];
      sum += (re * re + im * im) / rows;
    }
    return sum;
  }

  /**
   * Mean squared distance of a mode's amplitude from its mean.
   *
   * @param mode which mode
   * @return {@code E |phi - E phi|^2}
   */
  public double variance(int mode) {
    Complex mean = mean(mode);
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      double re = real[row * modes + mode] - mean.real();
      double im = imaginary[row * modes + mode] - mean.imaginary();
      sum += (re * re + im * im) / rows;
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ModeAmplitudes amplitudes
        && amplitudes.modes == modes
        && Arrays.equals(amplitudes.real, real)
        && Arrays.equals(amplitudes.imaginary, imaginary);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(real) + Arrays.hashCode(imaginary);
  }

  @Override
  public String toString() {
    return "ModeAmplitudes[" + rows + " x " + modes + "]";
  }
}
