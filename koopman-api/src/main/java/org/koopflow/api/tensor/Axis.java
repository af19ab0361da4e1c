package org.koopflow.api.tensor;

/** A direction of a matrix. */
public enum Axis {
  /** Down the rows: a sum along it leaves one row, a concatenation stacks. */
  ROWS,
  /** Along the columns: a sum along it leaves one column, a concatenation puts side by side. */
  COLUMNS
}
