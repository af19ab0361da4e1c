package org.koopflow.spectral;

import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.space.Space;

/**
 * A model with the modes that matter alone: a linear flow of as many observables as the kept modes
 * have dimensions, with a block-diagonal generator. It lifts by the model's own lifting followed by
 * the kept eigenfunctions, a fixed matrix, and decodes by another in front of the model's decoder.
 * What is dropped no longer tells samples apart but keeps its mean, which is a function of time
 * and, of a conditioned model, of the condition: what a condition adds to the observables stays
 * whole. With all modes kept it is the model itself, but for rounding.
 */
public final class PrunedFlow implements LinearFlow {
  private final LinearFlow whole;
  private final Exponential exponential;
  private final StateLayout layout;
  private final Matrix generator;
  private final Matrix basis;
  private final Matrix dual;
  private final List<Mode> kept;
  private final List<Mode> dropped;
  private final Complex[] means;

  private PrunedFlow(
      LinearFlow whole,
      Spectrum spectrum,
      List<Mode> kept,
      List<Mode> dropped,
      Complex[] means,
      Exponential exponential) {
    int n = spectrum.layout().dimension();
    this.whole = whole;
    this.exponential = exponential;
    this.kept = kept;
    this.dropped = dropped;
    this.means = means;
    this.basis = RealForm.basis(spectrum.affine(), kept, n);
    this.dual = RealForm.dual(spectrum.affine(), kept, n);
    this.layout =
        new StateLayout(
            spectrum.layout().conditions(), basis.columns() - spectrum.layout().affine());
    this.generator = layout.require(RealForm.blocks(spectrum.affine(), kept, n));
  }

  /**
   * Keeps the first modes of a spectrum, which {@link Contributions#leading} has put in order.
   *
   * @param flow the whole model; closing the pruned one leaves it open
   * @param spectrum its spectrum, ordered by what matters
   * @param count number of modes to keep, at least 1
   * @param noise whole rows to take the means of the dropped modes from
   * @param exponential how to compute e^{tL} of the smaller generator
   * @return the smaller model
   * @throws IllegalArgumentException if there are not as many modes, or if a mode is
   *     ill-conditioned, so that it cannot be told from those it would be parted from
   */
  public static PrunedFlow keep(
      LinearFlow flow, Spectrum spectrum, int count, Batch noise, Exponential exponential) {
    requireSeparable(spectrum, count);
    int all = spectrum.modes().size();
    List<Mode> dropped = spectrum.modes().subList(count, all);
    ModeAmplitudes start = new Eigenfunctions(flow, spectrum).at(FlowTime.NOISE, noise);
    Complex[] means =
        dropped.stream().map(mode -> start.mean(mode.index())).toArray(Complex[]::new);
    return new PrunedFlow(
        flow, spectrum, spectrum.modes().subList(0, count), dropped, means, exponential);
  }

  /** Refuses to keep what cannot be parted from the rest. */
  static void requireSeparable(Spectrum spectrum, int count) {
    int all = spectrum.modes().size();
    if (count < 1 || count > all) {
      throw new IllegalArgumentException("from 1 to " + all + " modes can be kept, got " + count);
    }
    if (count < all && spectrum.modes().stream().anyMatch(Mode::illConditioned)) {
      throw new IllegalArgumentException(
          "modes cannot be dropped one by one: " + String.join("; ", spectrum.warnings()));
    }
  }

  /**
   * How good a smaller model is.
   *
   * @param modes number of modes kept
   * @param observables dimensions they take
   * @param relativeError root mean square distance of its samples from those of the whole model,
   *     relative to the spread of the latter: 1 is no better than their mean
   */
  public record Quality(int modes, int observables, double relativeError) {}

  /**
   * Measures this model against the whole one.
   *
   * @param noise whole rows at {@link FlowTime#NOISE}
   * @return its quality
   */
  public Quality quality(Batch noise) {
    Batch expected = space().state(whole.transport(noise, FlowTime.NOISE, FlowTime.DATA));
    Batch samples = space().state(transport(noise, FlowTime.NOISE, FlowTime.DATA));
    double error = Batches.meanSquare(samples, expected) / Batches.variance(expected);
    return new Quality(kept.size(), layout.observables(), Math.sqrt(error));
  }

  @Override
  public StateLayout layout() {
    return layout;
  }

  @Override
  public Space space() {
    return whole.space();
  }

  @Override
  public Matrix generator() {
    return generator;
  }

  @Override
  public Batch lift(double t, Batch x) {
    return Matrix.of(whole.lift(t, x)).times(dual.transpose()).toBatch();
  }

  @Override
  public Batch advance(Batch z, double duration) {
    Matrix propagator = exponential.exp(generator.times(duration));
    return Matrix.of(z).times(propagator.transpose()).toBatch();
  }

  @Override
  public Batch decode(Batch z) {
    double[] full = Matrix.of(z).times(basis.transpose()).toArray();
    int n = whole.layout().dimension();
    double[] times = layout.time(z).doubles();
    for (int k = 0; k < means.length; k++) {
      Mode mode = dropped.get(k);
      double factor = mode.dimension();
      for (int row = 0; row < z.rows(); row++) {
        Complex mean = means[k].times(mode.multiplier(times[row] - FlowTime.NOISE)).times(factor);
        for (int i = 0; i < n; i++) {
          full[row * n + i] +=
              mean.real() * mode.right().realAt(i) - mean.imaginary() * mode.right().imaginaryAt(i);
        }
      }
    }
    return whole.decode(Batch.ofDoubles(z.rows(), n, full));
  }

  @Override
  public Batch transport(Batch x, double from, double to) {
    return decode(advance(lift(from, x), to - from));
  }

  /** Does nothing: what the whole model holds is its owner's. */
  @Override
  public void close() {}
}
