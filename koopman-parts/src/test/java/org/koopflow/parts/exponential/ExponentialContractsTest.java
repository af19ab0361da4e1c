package org.koopflow.parts.exponential;

import org.junit.jupiter.api.Nested;
import org.koopflow.api.NoSettings;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.numerics.exponential.EigenSettings;
import org.koopflow.numerics.exponential.EulerSettings;
import org.koopflow.numerics.exponential.TaylorSettings;
import org.koopflow.testkit.ExponentialContract;

/** The built-in exponentials keep the contract of exponentials. */
class ExponentialContractsTest {
  @Nested
  class OfBlock implements ExponentialContract<TaylorSettings> {
    @Override
    public ExponentialProvider<TaylorSettings> provider() {
      return new BlockProvider();
    }
  }

  @Nested
  class OfEigen implements ExponentialContract<EigenSettings> {
    @Override
    public ExponentialProvider<EigenSettings> provider() {
      return new EigenProvider();
    }

    @Override
    public boolean handlesDefective() {
      return false;
    }
  }

  @Nested
  class OfKrylov implements ExponentialContract<NoSettings> {
    @Override
    public ExponentialProvider<NoSettings> provider() {
      return new KrylovProvider();
    }
  }

  @Nested
  class OfEulerSteps implements ExponentialContract<EulerSettings> {
    @Override
    public ExponentialProvider<EulerSettings> provider() {
      return new EulerProvider();
    }

    @Override
    public EulerSettings settings() {
      return new EulerSettings(1 << 20);
    }

    /** Order one: half the square of the norm over the number of steps. */
    @Override
    public double tolerance() {
      return 1e-4;
    }
  }

  @Nested
  class OfAuto implements ExponentialContract<TaylorSettings> {
    @Override
    public ExponentialProvider<TaylorSettings> provider() {
      return new AutoProvider();
    }
  }

  @Nested
  class OfPade implements ExponentialContract<NoSettings> {
    @Override
    public ExponentialProvider<NoSettings> provider() {
      return new PadeProvider();
    }
  }

  @Nested
  class OfTaylor implements ExponentialContract<TaylorSettings> {
    @Override
    public ExponentialProvider<TaylorSettings> provider() {
      return new TaylorProvider();
    }
  }
}
