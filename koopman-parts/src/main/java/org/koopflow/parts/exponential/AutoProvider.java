package org.koopflow.parts.exponential;

import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.numerics.exponential.AutoExponential;
import org.koopflow.numerics.exponential.TaylorSettings;

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
    return "block for rotation-scaling blocks; else taylor in training, pade for double matrices";
  }

  @Override
  public TaylorSettings defaults() {
    return TaylorSettings.DEFAULT;
  }

  @Override
  public Exponential create(TaylorSettings settings, ExponentialContext context) {
    return new AutoExponential(settings, context);
  }
}
