package org.koopflow.core.sampling;

import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.SamplerProvider;

/** The adaptive solver that speaks for the teacher. */
public final class DormandPrinceProvider
    implements SamplerProvider<DormandPrinceProvider.Settings> {
  /**
   * How exact.
   *
   * @param rtol allowed error relative to the state, positive
   * @param atol allowed absolute error, positive
   * @param maxSteps accepted and rejected steps after which it gives up
   */
  public record Settings(double rtol, double atol, int maxSteps) {
    /**
     * Checks the ranges.
     *
     * @param rtol allowed error relative to the state
     * @param atol allowed absolute error
     * @param maxSteps accepted and rejected steps after which it gives up
     */
    public Settings {
      if (!(rtol > 0 && atol > 0)) {
        throw new IllegalArgumentException(
            "rtol and atol must be positive, got " + rtol + " and " + atol);
      }
      if (maxSteps < 1) {
        throw new IllegalArgumentException("maxSteps must be at least 1, got " + maxSteps);
      }
    }
  }

  /** Creates the provider. */
  public DormandPrinceProvider() {}

  @Override
  public String name() {
    return "dopri5";
  }

  @Override
  public String summary() {
    return "Dormand-Prince 5(4) with adaptive steps";
  }

  @Override
  public Settings defaults() {
    return new Settings(1e-5, 1e-5, 10_000);
  }

  @Override
  public Sampler create(Settings settings, SampledModel model) {
    return new AdaptiveSampler(
        Tableau.DORMAND_PRINCE,
        settings.rtol,
        settings.atol,
        settings.maxSteps,
        model.requireVelocity(name()));
  }
}
