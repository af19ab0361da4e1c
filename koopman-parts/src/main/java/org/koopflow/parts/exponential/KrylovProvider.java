package org.koopflow.parts.exponential;

import org.koopflow.api.NoSettings;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.numerics.exponential.KrylovExponential;

/** Provides {@link KrylovExponential} under the name {@code krylov}. */
public final class KrylovProvider implements ExponentialProvider<NoSettings> {
  /** Creates the provider. */
  public KrylovProvider() {}

  @Override
  public String name() {
    return "krylov";
  }

  @Override
  public String summary() {
    return "moves vectors without the exponential itself, in products alone; for many observables";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public Exponential create(NoSettings settings, ExponentialContext context) {
    return new KrylovExponential();
  }
}
