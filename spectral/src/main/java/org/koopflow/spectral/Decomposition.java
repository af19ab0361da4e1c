package org.koopflow.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.numerics.dense.Eigenbasis;
import org.koopflow.numerics.dense.RealSchur;

/** Splits a generator into its affine block and its modes. */
record Decomposition(
    AffineBlock affine, List<Complex> affineRates, List<Mode> modes, SchurForm schur) {
  /** What cannot be told from 0 in double precision, relative to the sizes that were summed. */
  private static final int ONE = 0;

  private static final int TIME = 1;
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

    /** What drives the observables: columns of the constant, of time and of the condition. */
    private final double[][] drives;

    private final Matrix coupling;
    private final RealSchur schur;
    private final Eigenbasis basis;
    private final double norm;
    private final List<Mode> modes = new ArrayList<>();
    private final List<Complex> affineRates = new ArrayList<>();
    private final List<Integer> secular = new ArrayList<>();
    // What the modes take away from each drive: minus the sum of its part of w times v.
    private final double[][] trends;

    Builder(Matrix generator, StateLayout layout) {
      n = layout.dimension();
      m = layout.observables();
      first = layout.indexOf(0);
      drives = new double[first][m];
      for (int s = 0; s < first; s++) {
        affineRates.add(Complex.ZERO);
        for (int i = 0; i < m; i++) {
          drives[s][i] = generator.get(first + i, s);
        }
      }
      coupling = coupling(generator, layout);
      norm = length(coupling.toArray());
      schur = RealSchur.of(coupling);
      basis = Eigenbasis.of(schur);
      trends = new double[first][m];
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
      double size = w.norm();
      Complex[] of = new Complex[first];
      if (rate.abs() > ROUNDING * norm * size) {
        for (int s = 0; s < first; s++) {
          of[s] = dot(w, drives[s]).over(rate);
        }
        of[ONE] = dot(w, drives[ONE]).plus(of[TIME]).over(rate);
      } else if (isDrivenByTheConstantAlone(w, size)) {
        // The rate is 0 and nothing else drives it: w^T g - (w^T b) t never changes.
        rate = Complex.ZERO;
        Arrays.fill(of, Complex.ZERO);
        of[TIME] = dot(w, drives[ONE]).times(-1);
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
      append(rate, basis.vector(k), im, leftRe, leftIm, of);
    }

    /** Neither time nor a condition, whose product with time would not be linear. */
    private boolean isDrivenByTheConstantAlone(ComplexVector w, double size) {
      for (int s = TIME; s < first; s++) {
        if (dot(w, drives[s]).abs() > ROUNDING * size * length(drives[s])) {
          return false;
        }
      }
      return true;
    }

    private void addStill(int k) {
      double[] left = basis.inverse(k);
      double ofTime = 0;
      for (int i = 0; i < m; i++) {
        ofTime -= left[i] * drives[ONE][i];
      }
      double[] none = new double[m];
      Complex[] of = new Complex[first];
      Arrays.fill(of, Complex.ZERO);
      of[TIME] = new Complex(ofTime, 0);
      append(Complex.ZERO, basis.vector(k), none, left, none, of);
    }

    private void append(
        Complex rate, double[] re, double[] im, double[] leftRe, double[] leftIm, Complex[] of) {
      double factor = rate.imaginary() != 0 ? 2 : 1;
      for (int i = 0; i < m; i++) {
        for (int s = 0; s < first; s++) {
          trends[s][i] -= factor * (of[s].real() * re[i] - of[s].imaginary() * im[i]);
        }
      }
      Complex[] nothing = new Complex[first];
      Arrays.fill(nothing, Complex.ZERO);
      ComplexVector right = lifted(nothing, re, im);
      ComplexVector left = lifted(of, leftRe, leftIm);
      modes.add(new Mode(modes.size(), rate, right, left, right.norm() * left.norm()));
    }

    private ComplexVector lifted(Complex[] affine, double[] re, double[] im) {
      double[] real = new double[n];
      double[] imaginary = new double[n];
      for (int s = 0; s < first; s++) {
        real[s] = affine[s].real();
        imaginary[s] = affine[s].imaginary();
      }
      System.arraycopy(re, 0, real, first, m);
      System.arraycopy(im, 0, imaginary, first, m);
      return ComplexVector.of(real, imaginary);
    }

    private AffineBlock affine() {
      int p = first + secular.size();
      double[] columns = new double[n * p];
      double[] rows = new double[p * n];
      for (int s = 0; s < first; s++) {
        columns[s * p + s] = 1;
        rows[s * n + s] = 1;
      }
      for (int i = 0; i < m; i++) {
        for (int s = 0; s < first; s++) {
          columns[(first + i) * p + s] = trends[s][i];
        }
        for (int j = first; j < p; j++) {
          columns[(first + i) * p + j] = basis.vector(secular.get(j - first))[i];
          rows[j * n + first + i] = basis.inverse(secular.get(j - first))[i];
        }
      }
      double[] block = new double[p * p];
      block[p] = 1;
      for (int i = first; i < p; i++) {
        double[] row = basis.inverse(secular.get(i - first));
        for (int k = 0; k < m; k++) {
          for (int s = 0; s < first; s++) {
            block[i * p + s] += row[k] * drives[s][k];
          }
          for (int j = first; j < p; j++) {
            double[] vector = basis.vector(secular.get(j - first));
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
          for (int s = 0; s < first; s++) {
            t[i * n + m + behind(s)] += inner.get(j, i) * drives[s][j];
          }
        }
      }
      for (int s = 0; s < first; s++) {
        q[s * n + m + behind(s)] = 1;
      }
      t[m * n + m + 1] = 1;
      return new SchurForm(Matrix.of(n, n, q), Matrix.of(n, n, t));
    }
  }

  /** Where a drive stands behind the observables: time before the constant that moves it. */
  private static int behind(int drive) {
    return drive == ONE ? TIME : drive == TIME ? ONE : drive;
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
