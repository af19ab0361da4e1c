package org.koopflow.spectral;

import java.util.List;
import org.koopflow.api.Matrix;

/** Eigenvectors and eigenvalues as real matrices, a pair taking two rows or columns. */
final class RealForm {
  private RealForm() {}

  static Matrix basis(AffineBlock affine, List<Mode> modes, int n) {
    int size = affine.dimension() + modes.stream().mapToInt(Mode::dimension).sum();
    double[] data = new double[n * size];
    int column = affine.dimension();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < column; j++) {
        data[i * size + j] = affine.basis().get(i, j);
      }
    }
    for (Mode mode : modes) {
      for (int i = 0; i < n; i++) {
        data[i * size + column] = mode.right().realAt(i);
        if (mode.isPair()) {
          data[i * size + column + 1] = mode.right().imaginaryAt(i);
        }
      }
      column += mode.dimension();
    }
    return Matrix.of(n, size, data);
  }

  static Matrix dual(AffineBlock affine, List<Mode> modes, int n) {
    int size = affine.dimension() + modes.stream().mapToInt(Mode::dimension).sum();
    double[] data = new double[n * size];
    int row = affine.dimension();
    System.arraycopy(affine.dual().toArray(), 0, data, 0, row * n);
    for (Mode mode : modes) {
      // phi v + conj = 2 Re phi Re v - 2 Im phi Im v
      double factor = mode.dimension();
      for (int i = 0; i < n; i++) {
        data[row * n + i] = factor * mode.left().realAt(i);
        if (mode.isPair()) {
          data[(row + 1) * n + i] = -factor * mode.left().imaginaryAt(i);
        }
      }
      row += mode.dimension();
    }
    return Matrix.of(size, n, data);
  }

  static Matrix blocks(AffineBlock affine, List<Mode> modes, int n) {
    int size = affine.dimension() + modes.stream().mapToInt(Mode::dimension).sum();
    double[] data = new double[size * size];
    int at = affine.dimension();
    for (int i = 0; i < at; i++) {
      for (int j = 0; j < at; j++) {
        data[i * size + j] = affine.matrix().get(i, j);
      }
    }
    for (Mode mode : modes) {
      data[at * size + at] = mode.rate().real();
      if (mode.isPair()) {
        data[at * size + at + 1] = mode.rate().imaginary();
        data[(at + 1) * size + at] = -mode.rate().imaginary();
        data[(at + 1) * size + at + 1] = mode.rate().real();
      }
      at += mode.dimension();
    }
    return Matrix.of(size, size, data);
  }
}
