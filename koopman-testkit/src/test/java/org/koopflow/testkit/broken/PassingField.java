package org.koopflow.testkit.broken;

import org.koopflow.api.Batch;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.VelocityField;

/** The example's field, to be given one mistake. */
class PassingField implements VelocityField {
  private final VelocityField straight;

  PassingField(VelocityField straight) {
    this.straight = straight;
  }

  @Override
  public Space space() {
    return straight.space();
  }

  @Override
  public Batch velocity(Batch t, Batch x) {
    return straight.velocity(t, x);
  }

  @Override
  public void close() {
    straight.close();
  }
}
