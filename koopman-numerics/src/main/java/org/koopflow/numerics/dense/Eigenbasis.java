package org.koopflow.numerics.dense;

import org.koopflow.api.Matrix;
import org.koopflow.numerics.host.RowSums;

/**
 * A basis of eigenvectors from a Schur form, and its inverse. A complex pair {@code re +- i im}
 * takes two columns, the real and the imaginary part of the vector for {@code im > 0}.
 *
 * <p>Where a matrix is defective no such basis exists. What comes out then is that of a matrix
 * within rounding of it, with an inverse as large as {@code 1 / epsilon}; the caller sees it from
 * the size.
 */
public final class Eigenbasis {
  private static final double EPSILON = 0x1p-52;

  private final double[] real;
  private final double[] imaginary;

  /** Rows are the columns of the basis. */
  private final double[][] vectors;

  private final double[][] inverse;

  private Eigenbasis(double[] real, double[] imaginary, double[][] vectors, double[][] inverse) {
    this.real = real;
    this.imaginary = imaginary;
    this.vectors = vectors;
    this.inverse = inverse;
  }

  /**
   * Decomposes a matrix; a symmetric one by orthogonal eigenvectors, even where eigenvalues repeat.
   *
   * @param matrix a square matrix of finite numbers
   * @return the basis, every eigenvector of unit length
   * @throws IllegalArgumentException if it is not square or not finite
   * @throws org.koopflow.api.KoopflowException if the eigenvalues are not found
   */
  public static Eigenbasis of(Matrix matrix) {
    return matrix.isFinite() && matrix.equals(matrix.transpose())
        ? ofSymmetric(matrix)
        : of(RealSchur.of(matrix));
  }

  private static Eigenbasis ofSymmetric(Matrix matrix) {
    int n = matrix.rows();
    UnitScale unit = UnitScale.of(matrix);
    SymmetricEigen eigen = SymmetricEigen.of(unit.matrix().toArray(), n);
    double[] real = new double[n];
    double[][] vectors = new double[n][];
    for (int k = 0; k < n; k++) {
      real[k] = Math.scalb(eigen.value(k), unit.exponent());
      vectors[k] = eigen.vector(k);
    }
    return new Eigenbasis(real, new double[n], vectors, vectors);
  }

  /**
   * Computes the eigenvectors by substitution in the triangular factor.
   *
   * @param schur the Schur form
   * @return the basis, every eigenvector of unit length
   */
  public static Eigenbasis of(RealSchur schur) {
    double[][] t = schur.unit();
    int n = t.length;
    double[] real = new double[n];
    double[] imaginary = new double[n];
    double norm = 0;
    for (int k = 0; k < n; k++) {
      norm = Math.max(norm, Norms.euclidean(t[k]));
      boolean pair = k + 1 < n && t[k + 1][k] != 0;
      real[k] = t[k][k];
      if (pair) {
        double half = (t[k][k] - t[k + 1][k + 1]) / 2;
        double product = t[k][k + 1] * t[k + 1][k];
        real[k] = t[k + 1][k + 1] + half;
        real[k + 1] = real[k];
        imaginary[k] = Math.sqrt(-(half * half + product));
        imaginary[k + 1] = -imaginary[k];
        norm = Math.max(norm, Norms.euclidean(t[k + 1]));
        k++;
      }
    }
    double[][] vectors = new double[n][];
    double smallest = Math.max(EPSILON * norm, Double.MIN_NORMAL);
    for (int k = 0; k < n; k++) {
      if (imaginary[k] < 0) {
        continue;
      }
      double[][] y = TriangularEigenvector.of(t, k, real[k], imaginary[k], smallest);
      double[] re = rotate(schur.transposedBasis(), y[0]);
      double[] im = rotate(schur.transposedBasis(), y[1]);
      double length = Math.hypot(Norms.euclidean(re), Norms.euclidean(im));
      for (int i = 0; i < n; i++) {
        re[i] /= length;
        im[i] /= length;
      }
      vectors[k] = re;
      if (imaginary[k] > 0) {
        vectors[k + 1] = im;
      }
    }
    for (int k = 0; k < n; k++) {
      real[k] = Math.scalb(real[k], schur.exponent());
      imaginary[k] = Math.scalb(imaginary[k], schur.exponent());
    }
    return new Eigenbasis(real, imaginary, vectors, inverse(vectors));
  }

  private static double[][] inverse(double[][] columns) {
    int n = columns.length;
    double[] data = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        data[i * n + j] = columns[j][i];
      }
    }
    return RowSums.split(LinearSolve.inverse(data, n), n, n);
  }

  private static double[] rotate(double[][] qt, double[] y) {
    double[] v = new double[y.length];
    for (int j = 0; j < y.length; j++) {
      if (y[j] != 0) {
        RowSums.add(v, y[j], qt[j], 0, v.length);
      }
    }
    return v;
  }

  /**
   * Number of eigenvalues.
   *
   * @return n
   */
  public int size() {
    return real.length;
  }

  /**
   * Real part of an eigenvalue.
   *
   * @param k which
   * @return its real part
   */
  public double real(int k) {
    return real[k];
  }

  /**
   * Imaginary part of an eigenvalue; the one above the real axis comes first in a pair.
   *
   * @param k which
   * @return its imaginary part
   */
  public double imaginary(int k) {
    return imaginary[k];
  }

  /**
   * A column of the basis.
   *
   * @param k which
   * @return n numbers, read-only
   */
  public double[] vector(int k) {
    return vectors[k];
  }

  /**
   * A row of the inverse.
   *
   * @param k which
   * @return n numbers, read-only
   */
  public double[] inverse(int k) {
    return inverse[k];
  }

  /**
   * The basis.
   *
   * @return V, n x n, {@link #vector} by column
   */
  public Matrix vectors() {
    return Matrix.ofRows(vectors).transpose();
  }

  /**
   * The inverse of the basis.
   *
   * @return n x n, {@link #inverse(int)} by row
   */
  public Matrix inverse() {
    return Matrix.ofRows(inverse);
  }

  /**
   * Condition number of the basis in the 1-norm: by how much it may magnify relative errors.
   *
   * @return at least 1; infinite or not a number where the inverse exceeds the range of double
   */
  public double condition() {
    return vectors().norm1() * inverse().norm1();
  }
}
