package org.koopflow.api.teacher;

import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.backend.Evaluator;

/** A velocity field that a backend evaluates. */
record BackendVelocity(int dimension, Evaluator evaluator) implements VelocityField {
  @Override
  public Batch velocity(Batch t, Batch x) {
    return evaluator.apply(Map.of("t", t, "x", x)).get("v");
  }

  @Override
  public void close() {
    evaluator.close();
  }
}
