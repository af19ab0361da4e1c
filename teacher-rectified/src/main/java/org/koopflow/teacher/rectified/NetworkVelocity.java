package org.koopflow.teacher.rectified;

import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.teacher.VelocityField;

/** A velocity field evaluated by a network in a backend. */
record NetworkVelocity(int dimension, Evaluator evaluator) implements VelocityField {
  @Override
  public Batch velocity(Batch t, Batch x) {
    return evaluator.apply(Map.of("t", t, "x", x)).get("v");
  }

  @Override
  public void close() {
    evaluator.close();
  }
}
