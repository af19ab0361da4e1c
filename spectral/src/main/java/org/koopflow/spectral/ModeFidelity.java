package org.koopflow.spectral;

import java.util.ArrayList;
import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.sampling.Trajectory;

/**
 * How truly a mode obeys {@code phi(t, x_t) = e^{rate t} phi(0, x_0)} along the teacher's
 * trajectories: what tells a mode of the flow from an artefact of the fit.
 *
 * <p>Both errors are root mean squares over trajectories and times. The relative one is normalised
 * by the mode's magnitude. A mode whose eigenfunction is nearly constant has a large magnitude and
 * passes for true without saying anything about a sample; the error of its variation is normalised
 * by what differs between samples and is the one to judge by. A slow mode is predicted nearly as
 * well by standing still, which the conserved error tells.
 *
 * @param mode the mode
 * @param relativeError root of {@code E |phi_t - e^{rate t} phi_0|^2 / E |phi_t|^2}
 * @param variationError root of {@code E |phi_t - e^{rate t} phi_0|^2 / E |phi_t - E_x phi_t|^2}
 * @param conservedError what the variation error would be were the rate 0, root of {@code E |phi_t
 *     - phi_0|^2 / E |phi_t - E_x phi_t|^2}: what the rate must better to say anything
 * @param times the times compared
 * @param relativeErrorAt the relative error at each of them
 */
public record ModeFidelity(
    Mode mode,
    double relativeError,
    double variationError,
    double conservedError,
    double[] times,
    double[] relativeErrorAt) {
  /**
   * Measures all modes.
   *
   * @param flow lifts states
   * @param spectrum its spectrum
   * @param noise where the trajectories start, whole rows at {@link FlowTime#NOISE}
   * @param teacher the teacher's states from there at later times
   * @return one figure for each mode, in the order of the spectrum
   */
  public static List<ModeFidelity> measure(
      LinearFlow flow, Spectrum spectrum, Batch noise, Trajectory teacher) {
    Eigenfunctions functions = new Eigenfunctions(flow, spectrum);
    ModeAmplitudes start = functions.at(FlowTime.NOISE, noise);
    int count = teacher.times().length;
    List<ModeAmplitudes> later = new ArrayList<>();
    for (int j = 0; j < count; j++) {
      later.add(functions.at(teacher.times()[j], teacher.states().get(j)));
    }
    List<ModeFidelity> all = new ArrayList<>();
    for (Mode mode : spectrum.modes()) {
      double error = 0;
      double magnitude = 0;
      double variation = 0;
      double still = 0;
      double[] each = new double[count];
      for (int j = 0; j < count; j++) {
        Complex factor = mode.multiplier(teacher.times()[j] - FlowTime.NOISE);
        double off = meanSquare(mode.index(), later.get(j), start, factor);
        double size = later.get(j).meanSquare(mode.index());
        each[j] = ratio(off, size);
        error += off;
        still += meanSquare(mode.index(), later.get(j), start, Complex.ONE);
        magnitude += size;
        variation += later.get(j).variance(mode.index());
      }
      all.add(
          new ModeFidelity(
              mode,
              ratio(error, magnitude),
              ratio(error, variation),
              ratio(still, variation),
              teacher.times().clone(),
              each));
    }
    return all;
  }

  private static double meanSquare(
      int mode, ModeAmplitudes later, ModeAmplitudes start, Complex factor) {
    double sum = 0;
    for (int row = 0; row < start.rows(); row++) {
      double off = later.get(row, mode).minus(start.get(row, mode).times(factor)).abs();
      sum += off * off / start.rows();
    }
    return sum;
  }

  /** An eigenfunction that is 0 everywhere is neither right nor wrong. */
  static double ratio(double error, double size) {
    return error == 0 ? 0 : Math.sqrt(error / size);
  }
}
