package org.koopflow.spectral;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.numerics.dense.Median;
import org.koopflow.numerics.dense.SymmetricEigen;

/**
 * A bound on how far the linear flow may stray from the teacher, beside how far it does. With the
 * residual {@code r = Lie_v Phi - L Phi} at most eps along a trajectory, the error {@code e^{tL}
 * Phi(0, x_0) - Phi(t, x_t)} is at most {@code eps (e^{mu t} - 1) / mu}, where mu is the
 * logarithmic norm of the generator (G. Dahlquist 1958). Constant and time are exact in every
 * lifted state, so neither errors nor residuals have a part there and mu is that of A alone.
 *
 * <p>eps is the largest residual at the points of the trajectories that were given, which is less
 * than the largest there is: with few points the bound is an estimate. Trajectories are taken as
 * exact; the solver's error is not part of the bound.
 *
 * @param norm the norm all figures are in
 * @param logarithmicNorm mu, per unit time: the fastest growth of any error in that norm
 * @param residual eps, largest over trajectories and points, per unit time
 * @param course bound and error over time
 * @param sharpness how bound and error compare, trajectory by trajectory
 */
public record Certificate(
    Norm norm, double logarithmicNorm, double residual, Course course, Sharpness sharpness) {
  /**
   * Bound and error over time.
   *
   * @param times the times compared
   * @param bound the bound at each time, with the largest residual of all trajectories
   * @param error the largest error really measured at each time
   */
  public record Course(double[] times, double[] bound, double[] error) {}

  /**
   * How the error of each trajectory compares with the bound that its own residual gives.
   *
   * @param holding share of all trajectories and times at which the error is within that bound
   * @param tightness largest ratio of an error to that bound
   * @param medianRatio how generous that bound is: median over all trajectories and times of its
   *     ratio to the error; not a number where there is no error at all, as at {@link
   *     FlowTime#NOISE}
   */
  public record Sharpness(double holding, double tightness, double medianRatio) {}

  /** How lengths of lifted states are measured. */
  public enum Norm {
    /** The root of the sum of squares of the observables. */
    EUCLIDEAN,
    /**
     * The same of the mode amplitudes, in which no error grows faster than the fastest mode: the
     * logarithmic norm is the largest growth rate. Of use only where the eigenvectors are well
     * conditioned.
     */
    MODES
  }

  /** Share of an error that rounding in single precision may add. */
  private static final double ROUNDING = 1e-5;

  /**
   * Whether every measured error is within its bound.
   *
   * @return true if all are
   */
  public boolean holds() {
    return sharpness.holding == 1;
  }

  /**
   * Measures a certificate.
   *
   * @param flow the model
   * @param spectrum its spectrum
   * @param norm the norm to measure in
   * @param derivative the lifting along the teacher's flow
   * @param noise where the trajectories start, whole rows
   * @param teacher the teacher's states at later times, ascending; the more, the surer the bound
   * @return bound and error
   */
  public static Certificate measure(
      LinearFlow flow,
      Spectrum spectrum,
      Norm norm,
      LieDerivative derivative,
      Batch noise,
      Trajectory teacher) {
    int m = spectrum.layout().observables();
    Matrix weight = norm == Norm.EUCLIDEAN ? Matrix.identity(m) : modes(spectrum);
    double mu = logarithmicNorm(spectrum, norm);
    int rows = noise.rows();
    int count = teacher.times().length;
    double[][] errors = new double[count][];
    double[] own = residuals(spectrum, weight, derivative, FlowTime.NOISE, noise);
    double[] sizes = new double[rows];
    Batch start = flow.lift(FlowTime.NOISE, noise);
    for (int j = 0; j < count; j++) {
      double t = teacher.times()[j];
      Batch x = teacher.states().get(j);
      double[] each = residuals(spectrum, weight, derivative, t, x);
      Batch there = flow.lift(t, x);
      Batch here = t == FlowTime.NOISE ? start : flow.advance(start, t - FlowTime.NOISE);
      errors[j] = lengths(spectrum, weight, Batches.add(here, -1, there));
      double[] lengths = lengths(spectrum, weight, there);
      for (int row = 0; row < rows; row++) {
        own[row] = Math.max(own[row], each[row]);
        sizes[row] = Math.max(sizes[row], lengths[row]);
      }
    }
    double eps = Arrays.stream(own).max().orElse(0);
    double[] bound = new double[count];
    double[] worst = new double[count];
    long holding = 0;
    double tightness = 0;
    DoubleStream.Builder ratios = DoubleStream.builder();
    for (int j = 0; j < count; j++) {
      double growth = growth(mu, teacher.times()[j] - FlowTime.NOISE);
      bound[j] = eps * growth;
      for (int row = 0; row < rows; row++) {
        double error = errors[j][row];
        worst[j] = Math.max(worst[j], error);
        double limit = own[row] * growth;
        holding += error <= limit + ROUNDING * sizes[row] ? 1 : 0;
        tightness = Math.max(tightness, limit > 0 ? error / limit : 0);
        if (error > 0) {
          ratios.add(limit / error);
        }
      }
    }
    return new Certificate(
        norm,
        mu,
        eps,
        new Course(teacher.times().clone(), bound, worst),
        new Sharpness(
            (double) holding / ((long) rows * count), tightness, Median.of(ratios.build())));
  }

  /**
   * The fastest growth of any error, per unit time.
   *
   * @param spectrum of the generator
   * @param norm the norm lengths are measured in
   * @return the largest eigenvalue of {@code (A + A^T) / 2}, or the largest growth rate in the norm
   *     of the modes
   */
  public static double logarithmicNorm(Spectrum spectrum, Norm norm) {
    if (norm == Norm.MODES) {
      return spectrum
          .generatorEigenvalues()
          .subList(spectrum.layout().affine(), spectrum.layout().dimension())
          .stream()
          .mapToDouble(Complex::real)
          .max()
          .orElseThrow();
    }
    Matrix coupling = Decomposition.coupling(spectrum.generator(), spectrum.layout());
    Matrix symmetric = coupling.plus(coupling.transpose()).times(0.5);
    return SymmetricEigen.of(symmetric.toArray(), symmetric.rows()).largest();
  }

  /** {@code (e^{mu t} - 1) / mu}, which is t for mu = 0. */
  private static double growth(double mu, double t) {
    return Math.abs(mu * t) < 1e-12 ? t : Math.expm1(mu * t) / mu;
  }

  /** The rows that read the modes' coordinates, restricted to the observables. */
  private static Matrix modes(Spectrum spectrum) {
    Matrix dual = spectrum.dualBasis();
    int m = spectrum.layout().observables();
    int first = spectrum.layout().affine();
    double[] rows = new double[m * m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        rows[i * m + j] = dual.get(i + first, j + first);
      }
    }
    return Matrix.of(m, m, rows);
  }

  private static double[] residuals(
      Spectrum spectrum, Matrix weight, LieDerivative derivative, double t, Batch x) {
    double[] times = new double[x.rows()];
    Arrays.fill(times, t);
    LieDerivative.Moving lifted =
        derivative.at(Batch.ofDoubles(x.rows(), 1, times).to(x.precision()), x);
    Batch linear = Matrix.of(lifted.value()).times(spectrum.generator().transpose()).toBatch();
    return lengths(spectrum, weight, Batches.add(lifted.tangent(), -1, linear));
  }

  private static double[] lengths(Spectrum spectrum, Matrix weight, Batch z) {
    Matrix weighted = Matrix.of(spectrum.layout().observables(z)).times(weight.transpose());
    double[] lengths = new double[z.rows()];
    for (int row = 0; row < z.rows(); row++) {
      double sum = 0;
      for (int j = 0; j < weighted.columns(); j++) {
        sum += weighted.get(row, j) * weighted.get(row, j);
      }
      lengths[row] = Math.sqrt(sum);
    }
    return lengths;
  }
}
