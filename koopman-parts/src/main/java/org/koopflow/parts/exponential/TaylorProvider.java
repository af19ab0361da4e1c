package org.koopflow.parts.exponential;

import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.numerics.exponential.TaylorExponential;
import org.koopflow.numerics.exponential.TaylorSettings;

/** Provides {@link TaylorExponential} under the name {@code taylor}. */
public final class TaylorProvider implements ExponentialProvider<TaylorSettings> {
  /** Creates the provider. */
  public TaylorProvider() {}

  @Override
  public String name() {
    return "taylor";
  }

  @Override
  public String summary() {
    return "Scaling and squaring with Taylor polynomials, in matrix products alone";
  }

  @Override
  public TaylorSettings defaults() {
    return TaylorSettings.DEFAULT;
  }

  @Override
  public Exponential create(TaylorSettings settings, ExponentialContext context) {
    return new TaylorExponential(settings);
  }
}
