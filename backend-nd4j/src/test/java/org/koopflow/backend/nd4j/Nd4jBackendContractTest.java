package org.koopflow.backend.nd4j;

import org.koopflow.api.NoSettings;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.testkit.BackendContract;

class Nd4jBackendContractTest implements BackendContract {
  @Override
  public BackendProvider<NoSettings> provider() {
    return new Nd4jBackendProvider();
  }
}
