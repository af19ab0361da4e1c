package org.koopflow.parts.sampling;

import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.SamplerProvider;

/** Solvers that take a set number of equal steps along the teacher's velocity field. */
public abstract sealed class FixedStepProvider
    implements SamplerProvider<FixedStepProvider.Settings> {
  private static final int MOST = 1_000_000;

  private final String name;
  private final String summary;
  private final Tableau tableau;

  FixedStepProvider(String name, String summary, Tableau tableau) {
    this.name = name;
    this.summary = summary;
    this.tableau = tableau;
  }

  /**
   * How fine.
   *
   * @param steps equal steps from noise to data, at least 1
   */
  public record Settings(int steps) {
    /**
     * Checks the range.
     *
     * @param steps equal steps from noise to data
     */
    public Settings {
      if (steps < 1 || steps > MOST) {
        throw new InvalidSettingException(
            "steps", "must be between 1 and " + MOST + ", got " + steps);
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
    return new Settings(100 / tableau.nodes().length);
  }

  @Override
  public final Sampler create(Settings settings, SampledModel model) {
    return new FixedStepSampler(tableau, settings.steps, model.requireVelocity(name));
  }

  /** Euler's method, order 1. */
  public static final class Euler extends FixedStepProvider {
    /** Creates the provider. */
    public Euler() {
      super("euler", "Euler's method, order 1, equal steps", Tableau.EULER);
    }
  }

  /** The midpoint method, order 2. */
  public static final class Midpoint extends FixedStepProvider {
    /** Creates the provider. */
    public Midpoint() {
      super("midpoint", "the midpoint method, order 2, equal steps", Tableau.MIDPOINT);
    }
  }

  /** Heun's method, order 2. */
  public static final class Heun extends FixedStepProvider {
    /** Creates the provider. */
    public Heun() {
      super("heun", "Heun's method, order 2, equal steps", Tableau.HEUN);
    }
  }

  /** Kutta's classical method, order 4. */
  public static final class Rk4 extends FixedStepProvider {
    /** Creates the provider. */
    public Rk4() {
      super("rk4", "Kutta's classical method, order 4, equal steps", Tableau.RK4);
    }
  }
}
