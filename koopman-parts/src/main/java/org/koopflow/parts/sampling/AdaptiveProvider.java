package org.koopflow.parts.sampling;

import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.SamplerProvider;

/** Solvers that choose their steps along the teacher's velocity field by a tolerance. */
public abstract sealed class AdaptiveProvider
    implements SamplerProvider<AdaptiveProvider.Settings> {
  private static final int MOST = 10_000_000;

  private final String name;
  private final String summary;
  private final Tableau tableau;

  AdaptiveProvider(String name, String summary, Tableau tableau) {
    this.name = name;
    this.summary = summary;
    this.tableau = tableau;
  }

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
      if (!(rtol > 0 && atol > 0 && Double.isFinite(rtol) && Double.isFinite(atol))) {
        throw InvalidSettingException.together(
            "rtol and atol must be positive and finite, got " + rtol + " and " + atol);
      }
      if (maxSteps < 1 || maxSteps > MOST) {
        throw new InvalidSettingException(
            "maxSteps", "must be between 1 and " + MOST + ", got " + maxSteps);
      }
    }
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String summary() {
    return summary;
  }

  @Override
  public final Settings defaults() {
    return new Settings(1e-5, 1e-5, 10_000);
  }

  @Override
  public final Sampler create(Settings settings, SampledModel model) {
    return new AdaptiveSampler(
        tableau, settings.rtol, settings.atol, settings.maxSteps, model.requireVelocity(name));
  }

  /** Dormand and Prince's pair, which speaks for the teacher. */
  public static final class DormandPrince extends AdaptiveProvider {
    /** Creates the provider. */
    public DormandPrince() {
      super("dopri5", "Dormand-Prince 5(4) with adaptive steps", Tableau.DORMAND_PRINCE);
    }
  }

  /** Tsitouras' pair, the same orders with smaller errors. */
  public static final class Tsitouras extends AdaptiveProvider {
    /** Creates the provider. */
    public Tsitouras() {
      super("tsit5", "Tsitouras 5(4) with adaptive steps", Tableau.TSITOURAS);
    }
  }
}
