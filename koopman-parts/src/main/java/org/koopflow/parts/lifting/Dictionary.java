package org.koopflow.parts.lifting;

import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/** Functions of time and state written down rather than learned. */
interface Dictionary {
  /** Number of functions, at least 1. */
  int size();

  /** What the functions are made with, such as centres. */
  List<Parameter> parameters();

  /** Values of the functions, rows x {@link #size()}, at times rows x 1 and states rows x d. */
  Tensor apply(Scope scope, Tensor t, Tensor x);

  /** First values of the parameters, given points of the path. */
  default Weights adapt(Weights drawn, Batch t, Batch x) {
    return drawn;
  }
}
