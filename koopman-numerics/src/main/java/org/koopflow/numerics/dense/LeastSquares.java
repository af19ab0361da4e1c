package org.koopflow.numerics.dense;

import org.koopflow.api.Matrix;
import org.ojalgo.matrix.decomposition.QR;
import org.ojalgo.matrix.decomposition.SingularValue;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;

/**
 * Regularised linear least squares in double precision, {@code min |Z W - Y|^2 + ridge |D W|^2}
 * with D the norms of the columns of Z, so that the units of Z do not matter. The equations may
 * come in parts: kept of them is the triangle of an orthogonal decomposition of {@code [Z Y]},
 * which unlike the normal equations does not square the condition number.
 */
public final class LeastSquares {
  private final int unknowns;
  private final int targets;
  private MatrixStore<Double> triangle;

  /**
   * Begins without equations.
   *
   * @param unknowns columns of Z
   * @param targets columns of Y
   */
  public LeastSquares(int unknowns, int targets) {
    this.unknowns = unknowns;
    this.targets = targets;
  }

  /**
   * Adds equations.
   *
   * @param left rows of Z, rows x unknowns
   * @param right rows of Y, rows x targets
   */
  public void add(Matrix left, Matrix right) {
    int kept = triangle == null ? 0 : triangle.getRowDim();
    R064Store stacked = R064Store.FACTORY.make(kept + left.rows(), unknowns + targets);
    for (int i = 0; i < kept; i++) {
      for (int j = i; j < unknowns + targets; j++) {
        stacked.set(i, j, triangle.doubleValue(i, j));
      }
    }
    for (int i = 0; i < left.rows(); i++) {
      for (int j = 0; j < unknowns; j++) {
        stacked.set(kept + i, j, left.get(i, j));
      }
      for (int j = 0; j < targets; j++) {
        stacked.set(kept + i, unknowns + j, right.get(i, j));
      }
    }
    triangle = triangle(stacked);
  }

  private static MatrixStore<Double> triangle(R064Store matrix) {
    QR<Double> decomposition = QR.R064.make(matrix);
    if (!decomposition.decompose(matrix)) {
      throw new IllegalStateException("an orthogonal decomposition failed");
    }
    return decomposition.getR();
  }

  /**
   * Solves them.
   *
   * @param ridge weight of the regularisation, at least 0; directions that rounding alone decides
   *     are left out in any case
   * @return W and how well it fits
   */
  public Solution solve(double ridge) {
    int rows = Math.min(unknowns, triangle.getRowDim());
    double[] norms = new double[unknowns];
    for (int j = 0; j < unknowns; j++) {
      norms[j] = norm(triangle, j, 0);
      // A function that is zero at all points gets no coefficient, whatever its norm is called.
      norms[j] = norms[j] == 0 ? 1 : norms[j];
    }
    R064Store left = R064Store.FACTORY.make(rows + unknowns, unknowns);
    R064Store right = R064Store.FACTORY.make(rows + unknowns, targets);
    for (int i = 0; i < rows; i++) {
      for (int j = i; j < unknowns; j++) {
        left.set(i, j, triangle.doubleValue(i, j) / norms[j]);
      }
      for (int j = 0; j < targets; j++) {
        right.set(i, j, triangle.doubleValue(i, unknowns + j));
      }
    }
    for (int j = 0; j < unknowns; j++) {
      left.set(rows + j, j, Math.sqrt(ridge));
    }
    MatrixStore<Double> scaled = pseudoSolve(left, right);
    double[] solution = new double[unknowns * targets];
    for (int i = 0; i < unknowns; i++) {
      for (int j = 0; j < targets; j++) {
        solution[i * targets + j] = scaled.doubleValue(i, j) / norms[i];
      }
    }
    return solution(left, right, scaled, rows, Matrix.of(unknowns, targets, solution));
  }

  private static double norm(MatrixStore<Double> matrix, int column, int from) {
    double norm = 0;
    for (int i = from; i < matrix.getRowDim(); i++) {
      norm = Math.hypot(norm, matrix.doubleValue(i, column));
    }
    return norm;
  }

  /** The shortest of the best solutions. */
  private static MatrixStore<Double> pseudoSolve(R064Store left, R064Store right) {
    SingularValue<Double> decomposition = SingularValue.R064.make(left);
    if (!decomposition.decompose(left)) {
      throw new IllegalStateException("singular values were not found");
    }
    MatrixStore<Double> u = decomposition.getU();
    MatrixStore<Double> v = decomposition.getV();
    MatrixStore<Double> s = decomposition.getD();
    double smallest = left.getRowDim() * Math.ulp(1.0) * s.doubleValue(0, 0);
    R064Store turned = R064Store.FACTORY.copy(u.transpose().multiply(right));
    for (int k = 0; k < turned.getRowDim(); k++) {
      double sigma = s.doubleValue(k, k);
      double factor = sigma > smallest ? 1 / sigma : 0;
      for (int j = 0; j < turned.getColDim(); j++) {
        turned.set(k, j, factor * turned.doubleValue(k, j));
      }
    }
    return v.multiply(turned);
  }

  private Solution solution(
      R064Store left, R064Store right, MatrixStore<Double> scaled, int rows, Matrix weights) {
    MatrixStore<Double> fitted = left.multiply(scaled);
    double[] residuals = new double[targets];
    double[] sizes = new double[targets];
    for (int j = 0; j < targets; j++) {
      // What lies below the triangle of Z no solution can reach.
      double residual = norm(triangle, unknowns + j, rows);
      for (int i = 0; i < rows; i++) {
        residual = Math.hypot(residual, fitted.doubleValue(i, j) - right.doubleValue(i, j));
      }
      double size = norm(triangle, unknowns + j, 0);
      residuals[j] = residual * residual;
      sizes[j] = size * size;
    }
    return new Solution(weights, residuals, sizes);
  }

  /**
   * What was found.
   *
   * @param weights W, unknowns x targets
   * @param residuals {@code |Z W - Y|^2} of each target
   * @param sizes {@code |Y|^2} of each target
   */
  public record Solution(Matrix weights, double[] residuals, double[] sizes) {}
}
