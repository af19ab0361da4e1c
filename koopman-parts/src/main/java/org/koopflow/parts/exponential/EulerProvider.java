package org.koopflow.parts.exponential;

import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.numerics.exponential.EulerExponential;
import org.koopflow.numerics.exponential.EulerSettings;

/** Provides {@link EulerExponential} under the name {@code euler-k}. */
public final class EulerProvider implements ExponentialProvider<EulerSettings> {
  /** Creates the provider. */
  public EulerProvider() {}

  @Override
  public String name() {
    return "euler-k";
  }

  @Override
  public String summary() {
    return "k Euler steps, (I + L/k)^k: a baseline, not exact";
  }

  @Override
  public EulerSettings defaults() {
    return new EulerSettings(8);
  }

  @Override
  public Exponential create(EulerSettings settings, ExponentialContext context) {
    return new EulerExponential(settings);
  }
}
