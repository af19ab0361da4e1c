package org.koopflow.api.objective;

/** A point of each row of a training batch: a time and a state there. */
public enum Point {
  /** {@code (0, x0)}, the beginning of a trajectory of the teacher. */
  START,
  /** {@code (1, x1)}, the end of that trajectory. */
  END,
  /** {@code (s, xs)}, a point between, at one time s for all rows. */
  BETWEEN,
  /** {@code (t, xt)}, a point of the teacher's path, at a time of its own for each row. */
  PATH
}
