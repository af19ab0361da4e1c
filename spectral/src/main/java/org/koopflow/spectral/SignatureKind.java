package org.koopflow.spectral;

/** What of the mode amplitudes makes up a sample's signature. */
public enum SignatureKind {
  /** Logarithms of {@code |phi_k|^2}: how strong every mode is, whatever its sign or phase. */
  ENERGIES,
  /** The amplitudes themselves, real and imaginary parts. */
  AMPLITUDES;

  /** Share of a mode's mean energy below which its energy counts as this share. */
  private static final double FLOOR = 1e-6;

  /** Signatures as rows of numbers. */
  double[][] rows(Spectrum spectrum, ModeAmplitudes amplitudes) {
    return this == AMPLITUDES
        ? AmplitudeSpace.rows(spectrum, amplitudes)
        : energies(spectrum, amplitudes);
  }

  private static double[][] energies(Spectrum spectrum, ModeAmplitudes amplitudes) {
    int modes = spectrum.modes().size();
    double[][] rows = new double[amplitudes.rows()][modes];
    for (Mode mode : spectrum.modes()) {
      int k = mode.index();
      double least = FLOOR * amplitudes.meanSquare(k) + Double.MIN_NORMAL;
      for (int row = 0; row < rows.length; row++) {
        double size = amplitudes.get(row, k).abs();
        rows[row][k] = Math.log(mode.dimension() * (size * size + least));
      }
    }
    return rows;
  }
}
