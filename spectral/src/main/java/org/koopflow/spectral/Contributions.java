package org.koopflow.spectral;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.sampling.Trajectory;

/**
 * What modes carry: of a sample, of what differs between samples, and over time. Measured through
 * the decoder by leaving a mode out, since a lifted coordinate's size means nothing by itself.
 */
public final class Contributions {
  private final LinearFlow flow;
  private final Spectrum spectrum;
  private final Eigenfunctions functions;

  /**
   * Prepares the measurement.
   *
   * @param flow lifts and decodes; stays the caller's
   * @param spectrum its spectrum
   */
  public Contributions(LinearFlow flow, Spectrum spectrum) {
    this.flow = flow;
    this.spectrum = spectrum;
    this.functions = new Eigenfunctions(flow, spectrum);
  }

  /**
   * What a mode carries of the differences between samples.
   *
   * @param mode the mode
   * @param share what decoding loses when every sample gets the mode's mean amplitude, {@code E
   *     |D(z) - D(z')|^2 / E |D(z) - E D(z)|^2}. Modes are not orthogonal and a decoder is not
   *     linear: shares need not sum to 1, and one of opposing modes may exceed 1
   */
  public record Share(Mode mode, double share) {}

  /**
   * What a mode adds to each sample: decoded with it less decoded without it.
   *
   * @param z lifted states, rows x n
   * @param mode the mode
   * @return of what flows, x without a condition, rows x d
   */
  public Batch ofSamples(Batch z, Mode mode) {
    ModeAmplitudes alone =
        functions.of(z).map((row, k, value) -> k == mode.index() ? value : Complex.ZERO);
    Batch without = states(Batches.add(z, -1, functions.lifted(alone)));
    return Batches.add(states(z), -1, without);
  }

  /**
   * What every mode carries of the variance of a set of samples.
   *
   * @param z lifted states, at least two rows, rows x n
   * @return one share for each mode, the largest first
   */
  public List<Share> ofVariance(Batch z) {
    Batch whole = states(z);
    double variance = Batches.variance(whole);
    ModeAmplitudes amplitudes = functions.of(z);
    List<Share> shares = new ArrayList<>();
    for (Mode mode : spectrum.modes()) {
      Complex mean = amplitudes.mean(mode.index());
      ModeAmplitudes off =
          amplitudes.map((row, k, value) -> k == mode.index() ? value.minus(mean) : Complex.ZERO);
      Batch levelled = states(Batches.add(z, -1, functions.lifted(off)));
      shares.add(new Share(mode, Batches.meanSquare(whole, levelled) / variance));
    }
    shares.sort(Comparator.comparingDouble(share -> -share.share()));
    return shares;
  }

  /** What is decoded and flows: a condition stands still, and its variance is nobody's. */
  private Batch states(Batch z) {
    return flow.space().state(flow.decode(z));
  }

  /**
   * What every mode carries of the variance of a set of samples, by its number.
   *
   * @param z lifted states, at least two rows, rows x n
   * @return one share for each mode, in the order of the spectrum
   */
  public double[] shares(Batch z) {
    double[] shares = new double[spectrum.modes().size()];
    ofVariance(z).forEach(each -> shares[each.mode().index()] = each.share());
    return shares;
  }

  /**
   * Samples of the model as modes carry them.
   *
   * @param noise whole rows at {@link FlowTime#NOISE}
   * @return lifted states at {@link FlowTime#DATA}, rows x n
   */
  public Batch lifted(Batch noise) {
    return flow.advance(flow.lift(FlowTime.NOISE, noise), FlowTime.DATA - FlowTime.NOISE);
  }

  /**
   * The spectrum with the mode that carries most of a set of samples first.
   *
   * @param z lifted states, at least two rows, rows x n
   * @return the spectrum, numbered anew
   */
  public Spectrum leading(Batch z) {
    double[] share = shares(z);
    return spectrum.ordered(Comparator.comparingDouble((Mode mode) -> -share[mode.index()]));
  }

  /**
   * Energy of a mode along trajectories.
   *
   * @param mode the mode
   * @param times the times
   * @param measured {@code E |phi(t, x_t)|^2}, twice for a pair, at each
   * @param predicted the energy at the first time, carried on by the mode's growth rate
   */
  public record EnergyCurve(Mode mode, double[] times, double[] measured, double[] predicted) {}

  /**
   * Energies over time, measured and as the spectrum has them.
   *
   * @param trajectory states of the teacher or of the model
   * @return one curve for each mode, in the order of the spectrum
   */
  public List<EnergyCurve> overTime(Trajectory trajectory) {
    double[] times = trajectory.times();
    List<ModeAmplitudes> amplitudes = new ArrayList<>();
    for (int j = 0; j < times.length; j++) {
      amplitudes.add(functions.at(times[j], trajectory.states().get(j)));
    }
    List<EnergyCurve> curves = new ArrayList<>();
    for (Mode mode : spectrum.modes()) {
      double[] measured = new double[times.length];
      double[] predicted = new double[times.length];
      for (int j = 0; j < times.length; j++) {
        measured[j] = mode.dimension() * amplitudes.get(j).meanSquare(mode.index());
        predicted[j] = measured[0] * Math.exp(2 * mode.growthRate() * (times[j] - times[0]));
      }
      curves.add(new EnergyCurve(mode, times.clone(), measured, predicted));
    }
    return curves;
  }
}
