package org.koopflow.core.model;

import org.junit.jupiter.api.Nested;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.space.Space;
import org.koopflow.core.testing.HostBackend;
import org.koopflow.core.testing.Models;
import org.koopflow.numerics.exponential.KrylovExponential;
import org.koopflow.numerics.exponential.PadeExponential;
import org.koopflow.testkit.LinearFlowContract;

/** A trained model keeps the contract of linear flows, in both ways of moving states. */
class KoopmanFlowContractTest {
  private static LinearFlow flow(Exponential exponential) {
    KoopmanModel model = Models.model(Models.Kind.MLP, 2);
    return new KoopmanFlow(new HostBackend(), model, Models.weights(model), exponential);
  }

  @Nested
  class ByTheExponential implements LinearFlowContract {
    @Override
    public LinearFlow flow() {
      return KoopmanFlowContractTest.flow(new PadeExponential());
    }
  }

  @Nested
  class UnderACondition implements LinearFlowContract {
    @Override
    public LinearFlow flow() {
      KoopmanModel model = Models.model(Models.Kind.MLP, Space.of(2).withConditions(3));
      return new KoopmanFlow(
          new HostBackend(), model, Models.weights(model), new PadeExponential());
    }
  }

  @Nested
  class ByItsAction implements LinearFlowContract {
    @Override
    public LinearFlow flow() {
      return KoopmanFlowContractTest.flow(new KrylovExponential());
    }
  }
}
