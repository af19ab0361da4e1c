package org.koopflow.api.teacher;

import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.space.Space;

/** A velocity field that a backend evaluates. */
record BackendVelocity(Space space, Evaluator evaluator) implements VelocityField {
  @Override
  public Batch velocity(Batch t, Batch x) {
    return evaluator.apply(Map.of("t", t, "x", x)).get("v");
  }

  @Override
  public void close() {
    evaluator.close();
  }
}
