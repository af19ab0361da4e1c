package org.koopflow.backend.djl;

import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.backend.BackendSettings;

/** Opens backends on DJL's PyTorch engine. */
public final class DjlBackendProvider implements BackendProvider {
  /** Creates the provider. */
  public DjlBackendProvider() {}

  @Override
  public String name() {
    return "djl";
  }

  @Override
  public String summary() {
    return "PyTorch through the Deep Java Library";
  }

  @Override
  public Backend open(BackendSettings settings) {
    return new DjlBackend(settings);
  }
}
