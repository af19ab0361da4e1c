package org.koopflow.backend.nd4j;

import java.util.Optional;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.NoSettings;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.BackendProvider;

/**
 * Opens backends on ND4J's processor natives, selected as {@code nd4j}. A function is traced once
 * for each combination of sizes into a plan that owns all its memory, and that plan is run for
 * every call; gradients are a part of the plan.
 *
 * <p>{@code threads} bounds the threads of one operation. ND4J keeps that number for the whole
 * process, so calls of backends with different numbers take turns, while calls with the same number
 * run at the same time. {@code device} is {@code cpu}. ND4J's native libraries are unpacked to the
 * folder that the property {@code org.bytedeco.javacpp.cachedir} names, or to {@code
 * .javacpp/cache} in the home folder. While ND4J starts, with the first backend opened, standard
 * output and error of the process are turned off, for it greets on both.
 */
public final class Nd4jBackendProvider implements BackendProvider<NoSettings> {
  // No type of ND4J is named in this class: it must load where ND4J is missing.

  /** Name of this backend in a specification. */
  static final String NAME = "nd4j";

  /** Creates the provider; nothing is loaded yet. */
  public Nd4jBackendProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "functions traced once into plans of ND4J operations, with gradients";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public Optional<String> unavailable() {
    return Natives.missing(Nd4jBackendProvider.class.getClassLoader());
  }

  @Override
  public Backend create(NoSettings settings, BackendContext context) {
    unavailable()
        .ifPresent(
            reason -> {
              throw new KoopflowException("backend '" + NAME + "' cannot be used: " + reason);
            });
    if (!context.device().equals("cpu")) {
      throw new KoopflowException(
          "device '"
              + context.device()
              + "' is not to be had: backend '"
              + NAME
              + "' computes with ND4J's processor natives; allowed here: cpu");
    }
    Module module = Nd4jBackendProvider.class.getModule();
    if (module.isNamed()) {
      module.addReads(Nd4jBackendProvider.class.getClassLoader().getUnnamedModule());
    }
    return Nd4jBackend.open(context);
  }
}
