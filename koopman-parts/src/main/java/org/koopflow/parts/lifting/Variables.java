package org.koopflow.parts.lifting;

import java.util.List;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Tensor;

/**
 * What the functions of a dictionary depend on.
 *
 * @param stateDimension dimension d of the state
 * @param time whether they depend on time as well
 */
record Variables(int stateDimension, boolean time) {
  /** Number of variables: d, and one more with time. */
  int count() {
    return stateDimension + (time ? 1 : 0);
  }

  /** The variables as columns: the state, then time. */
  Tensor of(Tensor t, Tensor x) {
    return time ? x.concatenate(Axis.COLUMNS, List.of(t)) : x;
  }
}
