package com.example.stranger.heap;

import org.koopflow.api.backend.BackendProvider;
import org.koopflow.testkit.BackendContract;

class HeapBackendContractTest implements BackendContract {
  @Override
  public BackendProvider provider() {
    return new HeapBackendProvider();
  }
}
