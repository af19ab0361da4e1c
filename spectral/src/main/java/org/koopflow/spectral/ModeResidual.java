package org.koopflow.spectral;

import java.util.List;
import org.koopflow.api.Batch;

/**
 * How far an eigenfunction is from being one, at points rather than along trajectories, as residual
 * DMD measures it (M. J. Colbrook and A. Townsend, Comm. Pure Appl. Math. 77 (2024) 221), here for
 * the generator.
 *
 * @param mode the mode
 * @param residual root of {@code E |Lie_v phi - rate phi|^2 / E |phi|^2}, per unit time
 * @param relative root of {@code E |Lie_v phi - rate phi|^2 / E |Lie_v phi|^2}; 1 is no better than
 *     a rate of 0
 */
public record ModeResidual(Mode mode, double residual, double relative) {
  /**
   * Measures all modes.
   *
   * @param spectrum the spectrum
   * @param derivative the lifting along the teacher's flow
   * @param t times, rows x 1
   * @param x points of the teacher's path, whole rows
   * @return one figure for each mode, in the order of the spectrum
   */
  public static List<ModeResidual> measure(
      Spectrum spectrum, LieDerivative derivative, Batch t, Batch x) {
    LieDerivative.Moving lifted = derivative.at(t, x);
    ModeAmplitudes values = Eigenfunctions.of(spectrum, lifted.value());
    ModeAmplitudes slopes = Eigenfunctions.of(spectrum, lifted.tangent());
    return spectrum.modes().stream().map(mode -> measure(mode, values, slopes)).toList();
  }

  private static ModeResidual measure(Mode mode, ModeAmplitudes values, ModeAmplitudes slopes) {
    double error = 0;
    for (int row = 0; row < values.rows(); row++) {
      Complex expected = values.get(row, mode.index()).times(mode.rate());
      double off = slopes.get(row, mode.index()).minus(expected).abs();
      error += off * off / values.rows();
    }
    return new ModeResidual(
        mode,
        ModeFidelity.ratio(error, values.meanSquare(mode.index())),
        ModeFidelity.ratio(error, slopes.meanSquare(mode.index())));
  }
}
