package com.example.stranger;

import org.koopflow.api.NoSettings;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.ExponentialProvider;

/** Provides {@link ChebyshevExponential} under the name {@code chebyshev}. */
public final class ChebyshevProvider implements ExponentialProvider<NoSettings> {
  /** Creates the provider. */
  public ChebyshevProvider() {}

  @Override
  public String name() {
    return "chebyshev";
  }

  @Override
  public String summary() {
    return "scaling and squaring with a Chebyshev series";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public Exponential create(NoSettings settings, ExponentialContext context) {
    return new ChebyshevExponential();
  }
}
