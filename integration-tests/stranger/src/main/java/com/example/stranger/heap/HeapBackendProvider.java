package com.example.stranger.heap;

import org.koopflow.api.KoopflowException;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Precision;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.BackendProvider;

/**
 * Opens backends on plain Java arrays, selected as {@code heap}. They compute in single precision
 * on one thread of the processor, however many they may use, and have neither gradients nor double
 * precision: enough to sample and measure what another backend trained.
 */
public final class HeapBackendProvider implements BackendProvider<NoSettings> {
  static final String NAME = "heap";

  /** Creates the provider. */
  public HeapBackendProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "plain Java arrays, for evaluation alone";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public Backend create(NoSettings settings, BackendContext context) {
    if (!context.device().equals("cpu")) {
      throw new KoopflowException(
          "backend 'heap' has no device '" + context.device() + "', only cpu");
    }
    if (context.precision() != Precision.FLOAT32) {
      throw new KoopflowException(
          "backend 'heap' has no precision " + context.precision() + ", only FLOAT32");
    }
    return new HeapBackend();
  }
}
