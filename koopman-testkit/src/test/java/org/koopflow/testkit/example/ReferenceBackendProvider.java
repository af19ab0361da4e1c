package org.koopflow.testkit.example;

import org.koopflow.api.KoopflowException;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.backend.BackendSettings;
import org.koopflow.testkit.reference.ReferenceBackend;

/** The tensors in plain Java as a plug-in. */
public final class ReferenceBackendProvider implements BackendProvider {
  @Override
  public String name() {
    return ReferenceBackend.NAME;
  }

  @Override
  public String summary() {
    return "plain Java";
  }

  @Override
  public Backend open(BackendSettings settings) {
    if (!settings.device().equals("cpu")) {
      throw new KoopflowException("no device '" + settings.device() + "', allowed: cpu");
    }
    return new ReferenceBackend(settings.precision());
  }
}
