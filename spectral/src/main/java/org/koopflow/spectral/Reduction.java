package org.koopflow.spectral;

import java.util.List;
import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.numerics.dense.LinearSolve;
import org.koopflow.numerics.dense.Orthonormal;

/**
 * What is left of a linear flow when its first modes alone are kept, for writing down: the same
 * smaller model as {@link PrunedFlow}, in coordinates that single precision can hold. The
 * observables g of the whole model become {@code P g}, moved by a generator of their own, and are
 * read back as {@code B P g + p(t) + D c}, c being the condition.
 *
 * <p>The columns of B are orthonormal and span what the kept modes span, not the modes themselves,
 * whose eigenvectors may be nearly parallel; the rows of P read these coordinates and do not see
 * the dropped modes, so that {@code P B = I}. The constant, the time and the condition stay as they
 * are and drive the kept observables by {@code P b + P a t + P C c}. With all modes kept, B is a
 * rotation.
 *
 * @param projection P, kept x m
 * @param basis B, m x kept
 * @param generator how kept observables move, in a layout of their own
 * @param path p as a Chebyshev series, terms x m: one row for each polynomial of the time, brought
 *     from {@link FlowTime} to the interval from -1 to 1; where the dropped modes would be if every
 *     sample had their mean, under a condition of zeros
 * @param drive D, m x k, by which a condition moves what was not kept; empty without a condition
 */
public record Reduction(
    Matrix projection, Matrix basis, Matrix generator, Matrix path, Optional<Matrix> drive) {
  /**
   * Keeps the first modes of a spectrum, which {@link Contributions#leading} has put in order.
   *
   * @param flow the whole model
   * @param spectrum its spectrum, ordered by what matters
   * @param count number of modes to keep, at least 1
   * @param noise rows x d to take the means of the dropped modes from
   * @return what is left
   * @throws IllegalArgumentException as {@link PrunedFlow#keep} throws it
   */
  public static Reduction keep(LinearFlow flow, Spectrum spectrum, int count, Batch noise) {
    PrunedFlow.requireSeparable(spectrum, count);
    StateLayout layout = spectrum.layout();
    int n = layout.dimension();
    int first = layout.affine();
    List<Mode> kept = spectrum.modes().subList(0, count);
    Matrix right = RealForm.basis(spectrum.affine(), kept, n);
    Matrix left = RealForm.dual(spectrum.affine(), kept, n);
    Matrix basis = Orthonormal.basis(part(right, first, n, first, right.columns()));
    Matrix reading =
        Orthonormal.basis(part(left, first, left.rows(), first, n).transpose()).transpose();
    Matrix projection =
        LinearSolve.solve(reading.times(basis), reading)
            .orElseThrow(
                () -> new KoopflowException("the kept modes cannot be told from the dropped ones"));

    Matrix whole = spectrum.generator();
    Matrix coupling = part(whole, first, n, first, n);
    Matrix forcing = part(whole, first, n, 0, first);
    Matrix moved = projection.times(coupling).times(basis);
    Matrix driven = projection.times(forcing);
    StateLayout smaller = new StateLayout(layout.conditions(), basis.columns());
    Matrix generator = assemble(smaller, first, driven, moved, whole);

    List<Mode> dropped = spectrum.modes().subList(count, spectrum.modes().size());
    Matrix trend = part(spectrum.affine().basis(), first, n, 0, first);
    Matrix path =
        dropped.isEmpty()
            ? Matrix.zeros(1, n - first)
            : path(flow, spectrum, dropped, noise, trend, basis, projection);
    Matrix unread =
        dropped.isEmpty() ? Matrix.zeros(n - first, first) : rest(trend, basis, projection);
    Optional<Matrix> drive = layout.condition(unread.toBatch()).map(Matrix::of);
    return new Reduction(projection, basis, generator, path, drive);
  }

  /**
   * Number of observables kept.
   *
   * @return the rows of the projection
   */
  public int observables() {
    return projection.rows();
  }

  private static Matrix path(
      LinearFlow flow,
      Spectrum spectrum,
      List<Mode> dropped,
      Batch noise,
      Matrix trend,
      Matrix basis,
      Matrix projection) {
    StateLayout layout = spectrum.layout();
    Batch lifted = flow.lift(FlowTime.NOISE, noise);
    ModeAmplitudes start = new Eigenfunctions(flow, spectrum).of(lifted);
    Complex[] means =
        dropped.stream().map(mode -> start.mean(mode.index())).toArray(Complex[]::new);
    Batch observables = layout.observables(lifted);
    double scale = Math.sqrt(Batches.meanSquare(observables) / observables.columns());
    return ChebyshevSeries.of(
        t -> {
          Matrix mean = mean(trend, dropped, means, t, layout);
          return rest(mean, basis, projection).toArray();
        },
        scale);
  }

  /** What the kept coordinates do not give back: {@code (I - B P)} of columns of observables. */
  private static Matrix rest(Matrix observables, Matrix basis, Matrix projection) {
    return observables.plus(-1, basis.times(projection.times(observables)));
  }

  /** The observables of a state whose kept modes are at rest, under a condition of zeros, m x 1. */
  private static Matrix mean(
      Matrix trend, List<Mode> dropped, Complex[] means, double t, StateLayout layout) {
    int first = layout.affine();
    int n = layout.dimension();
    double[] sum = trend.times(layout.affineAt(t)).toArray();
    for (int k = 0; k < means.length; k++) {
      Mode mode = dropped.get(k);
      Complex at =
          means[k].times(mode.multiplier(t - FlowTime.NOISE)).times((double) mode.dimension());
      for (int i = first; i < n; i++) {
        sum[i - first] +=
            at.real() * mode.right().realAt(i) - at.imaginary() * mode.right().imaginaryAt(i);
      }
    }
    return Matrix.of(n - first, 1, sum);
  }

  /** The fixed rows of the whole generator above what drives and moves the kept observables. */
  private static Matrix assemble(
      StateLayout layout, int first, Matrix driven, Matrix moved, Matrix whole) {
    int n = layout.dimension();
    double[] data = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i < first) {
          data[i * n + j] = j < first ? whole.get(i, j) : 0;
        } else {
          data[i * n + j] = j < first ? driven.get(i - first, j) : moved.get(i - first, j - first);
        }
      }
    }
    return layout.require(Matrix.of(n, n, data));
  }

  private static Matrix part(Matrix matrix, int fromRow, int toRow, int fromColumn, int toColumn) {
    double[] data = new double[(toRow - fromRow) * (toColumn - fromColumn)];
    int at = 0;
    for (int i = fromRow; i < toRow; i++) {
      for (int j = fromColumn; j < toColumn; j++) {
        data[at++] = matrix.get(i, j);
      }
    }
    return Matrix.of(toRow - fromRow, toColumn - fromColumn, data);
  }
}
