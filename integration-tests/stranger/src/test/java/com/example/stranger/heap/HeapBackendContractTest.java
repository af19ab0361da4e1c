package com.example.stranger.heap;

import org.koopflow.api.NoSettings;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.testkit.BackendContract;

class HeapBackendContractTest implements BackendContract {
  @Override
  public BackendProvider<NoSettings> provider() {
    return new HeapBackendProvider();
  }
}
