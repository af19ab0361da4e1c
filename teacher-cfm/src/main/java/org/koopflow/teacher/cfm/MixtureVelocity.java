package org.koopflow.teacher.cfm;

import org.koopflow.api.Batch;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.VelocityField;

/** A velocity field by a closed form, on the host and in double precision inside. */
record MixtureVelocity(ConditionalPath joined, GaussianMixture mixture) implements VelocityField {
  @Override
  public Space space() {
    return Space.of(mixture.dimension());
  }

  @Override
  public Batch velocity(Batch t, Batch x) {
    return mixture.velocity(joined, t, x);
  }
}
