package org.koopflow.spectral;

import org.koopflow.api.Batch;
import org.koopflow.api.koopman.LinearFlow;

/**
 * The Koopman eigenfunctions {@code phi_k(t, x) = w_k^T Phi(t, x)} of a model, and lifted states
 * put together again from their values. Sums are formed in double precision.
 */
public final class Eigenfunctions {
  private final LinearFlow flow;
  private final Spectrum spectrum;

  /**
   * Creates them.
   *
   * @param flow lifts states; stays the caller's
   * @param spectrum its spectrum
   */
  public Eigenfunctions(LinearFlow flow, Spectrum spectrum) {
    if (!flow.layout().equals(spectrum.layout())) {
      throw new IllegalArgumentException(
          "the flow has " + flow.layout() + ", the spectrum " + spectrum.layout());
    }
    this.flow = flow;
    this.spectrum = spectrum;
  }

  /**
   * Values at states that share one time.
   *
   * @param t their time
   * @param x states, whole rows
   * @return {@code phi_k(t, x)}, rows x modes
   */
  public ModeAmplitudes at(double t, Batch x) {
    return of(flow.lift(t, x));
  }

  /**
   * Values at lifted states.
   *
   * @param z lifted states, rows x n
   * @return {@code w_k^T z}, rows x modes
   */
  public ModeAmplitudes of(Batch z) {
    return of(spectrum, z);
  }

  static ModeAmplitudes of(Spectrum spectrum, Batch z) {
    int n = spectrum.layout().dimension();
    if (z.columns() != n) {
      throw new IllegalArgumentException(
          "lifted states of " + n + " coordinates are needed, got " + z);
    }
    int count = spectrum.modes().size();
    double[] values = z.doubles();
    double[] re = new double[z.rows() * count];
    double[] im = new double[z.rows() * count];
    for (Mode mode : spectrum.modes()) {
      double[] wr = mode.left().real();
      double[] wi = mode.left().imaginary();
      for (int row = 0; row < z.rows(); row++) {
        double sumRe = 0;
        double sumIm = 0;
        for (int i = 0; i < n; i++) {
          double value = values[row * n + i];
          sumRe += wr[i] * value;
          sumIm += wi[i] * value;
        }
        re[row * count + mode.index()] = sumRe;
        im[row * count + mode.index()] = sumIm;
      }
    }
    return ModeAmplitudes.wrap(z.rows(), count, re, im);
  }

  /**
   * What amplitudes add to a lifted state.
   *
   * @param amplitudes rows x modes
   * @return {@code sum_k phi_k v_k}, with the conjugates of pairs, rows x n in double precision
   */
  public Batch lifted(ModeAmplitudes amplitudes) {
    return lifted(spectrum, amplitudes);
  }

  static Batch lifted(Spectrum spectrum, ModeAmplitudes amplitudes) {
    int n = spectrum.layout().dimension();
    double[] sum = new double[amplitudes.rows() * n];
    for (Mode mode : spectrum.modes()) {
      double[] vr = mode.right().real();
      double[] vi = mode.right().imaginary();
      double factor = mode.dimension();
      for (int row = 0; row < amplitudes.rows(); row++) {
        Complex phi = amplitudes.get(row, mode.index());
        double re = factor * phi.real();
        double im = factor * phi.imaginary();
        if (re != 0 || im != 0) {
          for (int i = 0; i < n; i++) {
            sum[row * n + i] += re * vr[i] - im * vi[i];
          }
        }
      }
    }
    return Batch.ofDoubles(amplitudes.rows(), n, sum);
  }
}
