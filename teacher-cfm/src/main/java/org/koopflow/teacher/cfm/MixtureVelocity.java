package org.koopflow.teacher.cfm;

import org.koopflow.api.Batch;
import org.koopflow.api.teacher.VelocityField;

/** A velocity field by a closed form, on the host and in double precision inside. */
record MixtureVelocity(ConditionalPath joined, GaussianMixture mixture) implements VelocityField {
  @Override
  public int dimension() {
    return mixture.dimension();
  }

  @Override
  public Batch velocity(Batch t, Batch x) {
    return mixture.velocity(joined, t, x);
  }
}
