package org.koopflow.numerics.dense;

import org.koopflow.api.KoopflowException;
import org.koopflow.api.Matrix;
import org.ojalgo.matrix.decomposition.QR;

/** Orthonormal bases, by Householder's decomposition. */
public final class Orthonormal {
  private Orthonormal() {}

  /**
   * Orthonormal columns of the same span.
   *
   * @param columns n x k with k at most n, linearly independent
   * @return Q of {@code columns = Q R}, n x k
   * @throws KoopflowException if they are not found
   */
  public static Matrix basis(Matrix columns) {
    QR<Double> qr = QR.R064.make(columns.rows(), columns.columns());
    if (!qr.decompose(Stores.of(columns.toArray(), columns.rows(), columns.columns()))) {
      throw new KoopflowException(
          "an orthonormal basis of "
              + columns.columns()
              + " columns of "
              + columns.rows()
              + " numbers was not found");
    }
    return Stores.matrix(qr.getQ());
  }
}
