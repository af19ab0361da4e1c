package org.koopflow.spectral;

/** Amplitudes as rows of real numbers: one for a real mode, real and imaginary part for a pair. */
final class AmplitudeSpace {
  private AmplitudeSpace() {}

  static int dimension(Spectrum spectrum) {
    return spectrum.modes().stream().mapToInt(Mode::dimension).sum();
  }

  static double[][] rows(Spectrum spectrum, ModeAmplitudes amplitudes) {
    double[][] rows = new double[amplitudes.rows()][dimension(spectrum)];
    for (int row = 0; row < rows.length; row++) {
      int at = 0;
      for (Mode mode : spectrum.modes()) {
        Complex value = amplitudes.get(row, mode.index());
        rows[row][at++] = value.real();
        if (mode.isPair()) {
          rows[row][at++] = value.imaginary();
        }
      }
    }
    return rows;
  }

  /** The part of a vector in this space that belongs to each mode. */
  static Complex[] amplitudes(Spectrum spectrum, double[] vector) {
    Complex[] parts = new Complex[spectrum.modes().size()];
    int at = 0;
    for (Mode mode : spectrum.modes()) {
      double real = vector[at++];
      parts[mode.index()] = new Complex(real, mode.isPair() ? vector[at++] : 0);
    }
    return parts;
  }
}
