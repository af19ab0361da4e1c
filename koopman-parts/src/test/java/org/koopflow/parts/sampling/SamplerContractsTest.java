package org.koopflow.parts.sampling;

import org.junit.jupiter.api.Nested;
import org.koopflow.api.NoSettings;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.testkit.SamplerContract;

/** The built-in samplers keep the contract of samplers. */
class SamplerContractsTest {
  @Nested
  class OfKoopman implements SamplerContract<NoSettings> {
    @Override
    public SamplerProvider<NoSettings> provider() {
      return new KoopmanSamplerProvider();
    }

    @Override
    public boolean goesBackward() {
      return true;
    }
  }

  @Nested
  class OfEuler implements SamplerContract<FixedStepProvider.Settings> {
    @Override
    public SamplerProvider<FixedStepProvider.Settings> provider() {
      return new FixedStepProvider.Euler();
    }

    @Override
    public FixedStepProvider.Settings settings() {
      return new FixedStepProvider.Settings(2000);
    }

    /** Order one: the error falls with the first power of the 2,000 steps. */
    @Override
    public double tolerance() {
      return 1e-2;
    }

    @Override
    public boolean goesBackward() {
      return true;
    }
  }

  @Nested
  class OfMidpoint implements SamplerContract<FixedStepProvider.Settings> {
    @Override
    public SamplerProvider<FixedStepProvider.Settings> provider() {
      return new FixedStepProvider.Midpoint();
    }

    @Override
    public FixedStepProvider.Settings settings() {
      return new FixedStepProvider.Settings(1000);
    }

    @Override
    public boolean goesBackward() {
      return true;
    }
  }

  @Nested
  class OfHeun implements SamplerContract<FixedStepProvider.Settings> {
    @Override
    public SamplerProvider<FixedStepProvider.Settings> provider() {
      return new FixedStepProvider.Heun();
    }

    @Override
    public FixedStepProvider.Settings settings() {
      return new FixedStepProvider.Settings(1000);
    }

    @Override
    public boolean goesBackward() {
      return true;
    }
  }

  @Nested
  class OfRk4 implements SamplerContract<FixedStepProvider.Settings> {
    @Override
    public SamplerProvider<FixedStepProvider.Settings> provider() {
      return new FixedStepProvider.Rk4();
    }

    @Override
    public boolean goesBackward() {
      return true;
    }
  }

  @Nested
  class OfDormandPrince implements SamplerContract<AdaptiveProvider.Settings> {
    @Override
    public SamplerProvider<AdaptiveProvider.Settings> provider() {
      return new AdaptiveProvider.DormandPrince();
    }

    @Override
    public boolean goesBackward() {
      return true;
    }
  }

  @Nested
  class OfTsitouras implements SamplerContract<AdaptiveProvider.Settings> {
    @Override
    public SamplerProvider<AdaptiveProvider.Settings> provider() {
      return new AdaptiveProvider.Tsitouras();
    }

    @Override
    public boolean goesBackward() {
      return true;
    }
  }
}
