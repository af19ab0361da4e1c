package org.koopflow.numerics.dense;

import org.koopflow.api.Matrix;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;

/** Matrices as the library holds them. */
final class Stores {
  private Stores() {}

  static R064Store of(double[] data, int rows, int columns) {
    R064Store store = R064Store.FACTORY.make(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        store.set(i, j, data[i * columns + j]);
      }
    }
    return store;
  }

  static Matrix matrix(MatrixStore<Double> store) {
    int rows = store.getRowDim();
    int columns = store.getColDim();
    double[] data = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        data[i * columns + j] = store.doubleValue(i, j);
      }
    }
    return Matrix.of(rows, columns, data);
  }
}
