package org.koopflow.graph;

import org.koopflow.api.NoSettings;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.graph.testing.InterpretedBackend;
import org.koopflow.testkit.CompositionContract;
import org.koopflow.testkit.GradientContract;
import org.koopflow.testkit.TensorContract;

/**
 * A backend that computes graphs in plain loops keeps the contract of backends: what is written
 * down is the function, and its reverse mode agrees with central differences and with forward mode.
 */
class GraphContractTest implements TensorContract, GradientContract, CompositionContract {
  @Override
  public BackendProvider<NoSettings> provider() {
    return InterpretedBackend.PROVIDER;
  }
}
