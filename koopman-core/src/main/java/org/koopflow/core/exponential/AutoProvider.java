package org.koopflow.core.exponential;

import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialProvider;

/** Provides {@link AutoExponential} under the name {@code auto}. */
public final class AutoProvider implements ExponentialProvider<TaylorSettings> {
  /** Creates the provider. */
  public AutoProvider() {}

  @Override
  public String name() {
    return "auto";
  }

  @Override
  public String summary() {
    return "Taylor polynomials in training, Padé approximants for double matrices";
  }

  @Override
  public TaylorSettings defaults() {
    return TaylorSettings.DEFAULT;
  }

  @Override
  public Exponential create(TaylorSettings settings) {
    return new AutoExponential(settings);
  }
}
