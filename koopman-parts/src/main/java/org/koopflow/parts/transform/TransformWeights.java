package org.koopflow.parts.transform;

import java.util.Set;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;

/** Saved numbers of a transform, believed only after they have been checked. */
final class TransformWeights {
  private final String kind;
  private final Weights weights;

  /** Checks that there are enough rows to compute a transform from. */
  static void requireRows(String kind, Batch rows) {
    if (rows.rows() < 2 || rows.columns() < 1) {
      throw new SpecificationException(
          "data.transform "
              + kind
              + " needs at least 2 training rows and 1 column, got "
              + rows.rows()
              + " x "
              + rows.columns());
    }
  }

  TransformWeights(String kind, Weights weights, String... names) {
    this.kind = kind;
    this.weights = weights;
    if (!weights.values().keySet().equals(Set.of(names))) {
      throw new KoopflowException(
          "a saved transform '"
              + kind
              + "' consists of "
              + String.join(", ", names)
              + ", got "
              + weights.values().keySet());
    }
    weights
        .values()
        .forEach((name, value) -> require(value.isFinite(), "numbers in " + name + " not finite"));
  }

  void require(boolean condition, String found) {
    if (!condition) {
      throw new KoopflowException("a saved transform '" + kind + "' cannot have " + found);
    }
  }

  /** A row of any positive length. */
  double[] row(String name) {
    return matrix(name, 1, weights.get(name).columns());
  }

  double[] row(String name, int length) {
    return matrix(name, 1, length);
  }

  double[] matrix(String name, int rows, int columns) {
    Batch value = weights.get(name);
    if (value.rows() != rows || value.columns() != columns || value.size() == 0) {
      throw new KoopflowException(
          "in a saved transform '"
              + kind
              + "' "
              + name
              + " must be "
              + rows
              + " x "
              + Math.max(1, columns)
              + ", got "
              + value.rows()
              + " x "
              + value.columns());
    }
    return value.doubles().clone();
  }

  int rows(String name) {
    return weights.get(name).rows();
  }

  void requirePositive(String name, double[] values) {
    for (double value : values) {
      require(value > 0, "a " + name + " of " + value);
    }
  }
}
