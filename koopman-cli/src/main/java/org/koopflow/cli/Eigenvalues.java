package org.koopflow.cli;

import org.koopflow.api.Matrix;
import org.ojalgo.array.Array1D;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.scalar.ComplexNumber;

/**
 * Eigenvalues of a general real matrix.
 *
 * @param re real parts
 * @param im imaginary parts
 */
record Eigenvalues(double[] re, double[] im) {
  static Eigenvalues of(Matrix matrix) {
    R064Store store = R064Store.FACTORY.make(matrix.rows(), matrix.columns());
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        store.set(i, j, matrix.get(i, j));
      }
    }
    Eigenvalue<Double> decomposition = Eigenvalue.R064.make(store, false);
    if (!decomposition.computeValuesOnly(store)) {
      throw new org.koopflow.api.KoopflowException(
          "the eigenvalues of the generator cannot be computed");
    }
    Array1D<ComplexNumber> values = decomposition.getEigenvalues();
    double[] re = new double[(int) values.count()];
    double[] im = new double[re.length];
    for (int i = 0; i < re.length; i++) {
      re[i] = values.get(i).getReal();
      im[i] = values.get(i).getImaginary();
    }
    return new Eigenvalues(re, im);
  }
}
