package org.koopflow.testkit.example;

import org.koopflow.api.KoopflowException;
import org.koopflow.api.NoSettings;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.testkit.reference.ReferenceBackend;

/** The tensors in plain Java as a plug-in. */
public final class ReferenceBackendProvider implements BackendProvider<NoSettings> {
  @Override
  public String name() {
    return ReferenceBackend.NAME;
  }

  @Override
  public String summary() {
    return "plain Java";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public Backend create(NoSettings settings, BackendContext context) {
    if (!context.device().equals("cpu")) {
      throw new KoopflowException("no device '" + context.device() + "', allowed: cpu");
    }
    return new ReferenceBackend(context.precision());
  }
}
