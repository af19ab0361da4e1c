package org.koopflow.parts.transform;

import org.junit.jupiter.api.Nested;
import org.koopflow.api.NoSettings;
import org.koopflow.api.data.TransformProvider;
import org.koopflow.testkit.TransformContract;

/** The built-in transforms keep the contract of transforms. */
class TransformContractsTest {
  @Nested
  class OfNone implements TransformContract<NoSettings> {
    @Override
    public TransformProvider<NoSettings> provider() {
      return new NoneProvider();
    }
  }

  @Nested
  class OfScale implements TransformContract<NoSettings> {
    @Override
    public TransformProvider<NoSettings> provider() {
      return new ScaleProvider();
    }
  }

  @Nested
  class OfStandardize implements TransformContract<NoSettings> {
    @Override
    public TransformProvider<NoSettings> provider() {
      return new StandardizeProvider();
    }
  }

  interface Whitened extends TransformContract<WhitenProvider.Settings> {
    @Override
    default TransformProvider<WhitenProvider.Settings> provider() {
      return new WhitenProvider();
    }
  }

  @Nested
  class OfWhiten implements Whitened {}

  @Nested
  class OfWhitenWithLoss implements Whitened {
    @Override
    public WhitenProvider.Settings settings() {
      return new WhitenProvider.Settings(2);
    }
  }
}
