package org.koopflow.parts.data;

import org.junit.jupiter.api.Nested;
import org.koopflow.testkit.DataSourceContract;

/** Sources that draw their points keep the contract of data sources. */
class GeneratedContractsTest {
  interface Generated extends DataSourceContract<GeneratedSource.Settings> {
    @Override
    default GeneratedSource.Settings settings() {
      return new GeneratedSource.Settings(200, 100);
    }
  }

  @Nested
  class OfBars implements DataSourceContract<Bars.Settings> {
    @Override
    public Bars provider() {
      return new Bars();
    }

    @Override
    public Bars.Settings settings() {
      return new Bars.Settings(new GeneratedSource.Settings(200, 100), 6, 0.1);
    }
  }

  @Nested
  class OfCheckerboard implements Generated {
    @Override
    public GeneratedSource provider() {
      return new Checkerboard();
    }
  }

  @Nested
  class OfEightGaussians implements Generated {
    @Override
    public GeneratedSource provider() {
      return new EightGaussians();
    }
  }

  @Nested
  class OfGaussian implements Generated {
    @Override
    public GeneratedSource provider() {
      return new Gaussian();
    }
  }

  @Nested
  class OfPinwheel implements Generated {
    @Override
    public GeneratedSource provider() {
      return new Pinwheel();
    }
  }

  @Nested
  class OfSwissRoll implements Generated {
    @Override
    public GeneratedSource provider() {
      return new SwissRoll();
    }
  }

  @Nested
  class OfTwoMoons implements Generated {
    @Override
    public GeneratedSource provider() {
      return new TwoMoons();
    }
  }

  @Nested
  class OfTwoSpirals implements Generated {
    @Override
    public GeneratedSource provider() {
      return new TwoSpirals();
    }
  }
}
