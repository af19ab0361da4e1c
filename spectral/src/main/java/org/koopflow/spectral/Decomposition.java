package org.koopflow.spectral;

import java.util.ArrayList;
import java.util.List;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.numerics.dense.Eigenbasis;
import org.koopflow.numerics.dense.RealSchur;

/** Splits a generator into its affine block and its modes. */
record Decomposition(
    AffineBlock affine, List<Complex> affineRates, List<Mode> modes, SchurForm schur) {
  /** What cannot be told from 0 in double precision, relative to the sizes that were summed. */
  private static final double ROUNDING = 64 * 0x1p-52;

  static Decomposition of(Matrix generator, StateLayout layout) {
    return new Builder(generator, layout).build();
  }

  /** The coupling A of the observables, m x m. */
  static Matrix coupling(Matrix generator, StateLayout layout) {
    int m = layout.observables();
    double[] a = new double[m * m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        a[i * m + j] = generator.get(layout.indexOf(i), layout.indexOf(j));
      }
    }
    return Matrix.of(m, m, a);
  }

  private static final class Builder {
    private final int n;
    private final int m;
    private final int first;
    private final double[] constant;
    private final double[] time;
    private final Matrix coupling;
    private final RealSchur schur;
    private final Eigenbasis basis;
    private final double norm;
    private final List<Mode> modes = new ArrayList<>();
    private final List<Complex> affineRates = new ArrayList<>(List.of(Complex.ZERO, Complex.ZERO));
    private final List<Integer> secular = new ArrayList<>();
    // What the modes take away from the constant and the time: minus the sum of w_1 v and w_t v.
    private final double[] trendOfOne;
    private final double[] trendOfTime;

    Builder(Matrix generator, StateLayout layout) {
      n = layout.dimension();
      m = layout.observables();
      first = layout.indexOf(0);
      constant = new double[m];
      time = new double[m];
      for (int i = 0; i < m; i++) {
        constant[i] = generator.get(first + i, 0);
        time[i] = generator.get(first + i, 1);
      }
      coupling = coupling(generator, layout);
      norm = length(coupling.toArray());
      schur = RealSchur.of(coupling);
      basis = Eigenbasis.of(schur);
      trendOfOne = new double[m];
      trendOfTime = new double[m];
    }

    Decomposition build() {
      for (int k = 0; k < m; k++) {
        boolean pair = basis.imaginary(k) != 0;
        add(k, pair);
        k += pair ? 1 : 0;
      }
      return new Decomposition(affine(), affineRates, modes, schurForm());
    }

    private void add(int k, boolean pair) {
      Complex rate = new Complex(basis.real(k), pair ? basis.imaginary(k) : 0);
      double[] im = pair ? basis.vector(k + 1) : new double[m];
      double[] leftRe = basis.inverse(k).clone();
      double[] leftIm = new double[m];
      if (pair) {
        for (int i = 0; i < m; i++) {
          leftRe[i] /= 2;
          leftIm[i] = -basis.inverse(k + 1)[i] / 2;
        }
      }
      ComplexVector w = ComplexVector.of(leftRe, leftIm);
      Complex byTime = dot(w, time);
      Complex byOne = dot(w, constant);
      double size = w.norm();
      Complex ofTime;
      Complex ofOne;
      if (rate.abs() > ROUNDING * norm * size) {
        ofTime = byTime.over(rate);
        ofOne = byOne.plus(ofTime).over(rate);
      } else if (byTime.abs() <= ROUNDING * size * length(time)) {
        // The rate is 0 and time does not drive it: w^T g - (w^T b) t never changes.
        rate = Complex.ZERO;
        ofTime = byOne.times(-1);
        ofOne = Complex.ZERO;
      } else {
        secular.add(k);
        affineRates.add(rate);
        if (pair) {
          secular.add(k + 1);
          affineRates.add(rate.conjugate());
        }
        return;
      }
      if (pair && rate.imaginary() == 0) {
        // A pair that is 0 to rounding: two real modes, each with its own row of the inverse.
        addStill(k);
        addStill(k + 1);
        return;
      }
      append(rate, basis.vector(k), im, leftRe, leftIm, ofOne, ofTime);
    }

    private void addStill(int k) {
      double[] left = basis.inverse(k);
      double ofTime = 0;
      for (int i = 0; i < m; i++) {
        ofTime -= left[i] * constant[i];
      }
      double[] none = new double[m];
      append(Complex.ZERO, basis.vector(k), none, left, none, Complex.ZERO, new Complex(ofTime, 0));
    }

    private void append(
        Complex rate,
        double[] re,
        double[] im,
        double[] leftRe,
        double[] leftIm,
        Complex ofOne,
        Complex ofTime) {
      double factor = rate.imaginary() != 0 ? 2 : 1;
      for (int i = 0; i < m; i++) {
        trendOfOne[i] -= factor * (ofOne.real() * re[i] - ofOne.imaginary() * im[i]);
        trendOfTime[i] -= factor * (ofTime.real() * re[i] - ofTime.imaginary() * im[i]);
      }
      ComplexVector right = lifted(Complex.ZERO, Complex.ZERO, re, im);
      ComplexVector left = lifted(ofOne, ofTime, leftRe, leftIm);
      modes.add(new Mode(modes.size(), rate, right, left, right.norm() * left.norm()));
    }

    private ComplexVector lifted(Complex one, Complex t, double[] re, double[] im) {
      double[] real = new double[n];
      double[] imaginary = new double[n];
      real[0] = one.real();
      imaginary[0] = one.imaginary();
      real[1] = t.real();
      imaginary[1] = t.imaginary();
      System.arraycopy(re, 0, real, first, m);
      System.arraycopy(im, 0, imaginary, first, m);
      return ComplexVector.of(real, imaginary);
    }

    private AffineBlock affine() {
      int p = 2 + secular.size();
      double[] columns = new double[n * p];
      double[] rows = new double[p * n];
      columns[0] = 1;
      columns[p + 1] = 1;
      rows[0] = 1;
      rows[n + 1] = 1;
      for (int i = 0; i < m; i++) {
        columns[(first + i) * p] = trendOfOne[i];
        columns[(first + i) * p + 1] = trendOfTime[i];
        for (int j = 2; j < p; j++) {
          columns[(first + i) * p + j] = basis.vector(secular.get(j - 2))[i];
          rows[j * n + first + i] = basis.inverse(secular.get(j - 2))[i];
        }
      }
      double[] block = new double[p * p];
      block[p] = 1;
      for (int i = 2; i < p; i++) {
        double[] row = basis.inverse(secular.get(i - 2));
        for (int k = 0; k < m; k++) {
          block[i * p] += row[k] * constant[k];
          block[i * p + 1] += row[k] * time[k];
          for (int j = 2; j < p; j++) {
            double[] vector = basis.vector(secular.get(j - 2));
            for (int l = 0; l < m; l++) {
              block[i * p + j] += row[k] * coupling.get(k, l) * vector[l];
            }
          }
        }
      }
      return new AffineBlock(
          Matrix.of(n, p, columns), Matrix.of(p, n, rows), Matrix.of(p, p, block));
    }

    /** In the order observables, time, constant the generator is block upper triangular. */
    private SchurForm schurForm() {
      Matrix inner = schur.q();
      Matrix triangle = schur.t();
      double[] q = new double[n * n];
      double[] t = new double[n * n];
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < m; j++) {
          q[(first + i) * n + j] = inner.get(i, j);
          t[i * n + j] = triangle.get(i, j);
          t[i * n + m] += inner.get(j, i) * time[j];
          t[i * n + m + 1] += inner.get(j, i) * constant[j];
        }
      }
      q[n + m] = 1;
      q[m + 1] = 1;
      t[m * n + m + 1] = 1;
      return new SchurForm(Matrix.of(n, n, q), Matrix.of(n, n, t));
    }
  }

  private static Complex dot(ComplexVector w, double[] values) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < values.length; i++) {
      re += w.realAt(i) * values[i];
      im += w.imaginaryAt(i) * values[i];
    }
    return new Complex(re, im);
  }

  private static double length(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
