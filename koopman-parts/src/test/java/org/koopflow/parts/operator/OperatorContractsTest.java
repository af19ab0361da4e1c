package org.koopflow.parts.operator;

import org.junit.jupiter.api.Nested;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.testkit.OperatorContract;

/** The built-in operators keep the contract of operators. */
class OperatorContractsTest {
  @Nested
  class OfDenseOperator implements OperatorContract<DenseOperatorProvider.Settings> {
    @Override
    public OperatorProvider<DenseOperatorProvider.Settings> provider() {
      return new DenseOperatorProvider();
    }
  }

  @Nested
  class OfBlockOperator implements OperatorContract<BlockOperatorProvider.Settings> {
    @Override
    public OperatorProvider<BlockOperatorProvider.Settings> provider() {
      return new BlockOperatorProvider();
    }
  }

  @Nested
  class OfLowRankOperator implements OperatorContract<LowRankOperatorProvider.Settings> {
    @Override
    public OperatorProvider<LowRankOperatorProvider.Settings> provider() {
      return new LowRankOperatorProvider();
    }
  }

  @Nested
  class OfDissipativeOperator implements OperatorContract<DissipativeOperatorProvider.Settings> {
    @Override
    public OperatorProvider<DissipativeOperatorProvider.Settings> provider() {
      return new DissipativeOperatorProvider();
    }
  }
}
