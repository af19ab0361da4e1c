package org.koopflow.parts.exponential;

import org.koopflow.api.NoSettings;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.numerics.exponential.PadeExponential;

/** Provides {@link PadeExponential} under the name {@code pade}. */
public final class PadeProvider implements ExponentialProvider<NoSettings> {
  /** Creates the provider. */
  public PadeProvider() {}

  @Override
  public String name() {
    return "pade";
  }

  @Override
  public String summary() {
    return "Scaling and squaring with Padé approximants; double matrices only";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public Exponential create(NoSettings settings, ExponentialContext context) {
    return new PadeExponential();
  }
}
