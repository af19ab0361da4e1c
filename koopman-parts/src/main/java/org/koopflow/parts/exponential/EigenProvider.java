package org.koopflow.parts.exponential;

import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.numerics.exponential.EigenExponential;
import org.koopflow.numerics.exponential.EigenSettings;

/** Provides {@link EigenExponential} under the name {@code eigen}. */
public final class EigenProvider implements ExponentialProvider<EigenSettings> {
  /** Creates the provider. */
  public EigenProvider() {}

  @Override
  public String name() {
    return "eigen";
  }

  @Override
  public String summary() {
    return "eigenvalues and eigenvectors, once for all times; not for defective couplings";
  }

  @Override
  public EigenSettings defaults() {
    return EigenSettings.DEFAULT;
  }

  @Override
  public Exponential create(EigenSettings settings, ExponentialContext context) {
    return new EigenExponential(settings, context);
  }
}
