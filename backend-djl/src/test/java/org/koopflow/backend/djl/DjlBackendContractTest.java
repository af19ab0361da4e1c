package org.koopflow.backend.djl;

import org.koopflow.api.NoSettings;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.testkit.BackendContract;

class DjlBackendContractTest implements BackendContract {
  @Override
  public BackendProvider<NoSettings> provider() {
    return new DjlBackendProvider();
  }
}
