package org.koopflow.it;

import com.google.inject.Guice;
import org.koopflow.api.Batch;
import org.koopflow.api.backend.Backend;
import org.koopflow.core.Koopflow;
import org.koopflow.core.KoopflowModule;
import org.koopflow.core.RunResult;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.ExperimentReader;

/** How a program trains a model and samples from it; the README shows this code. */
public final class EmbeddingExample {
  private EmbeddingExample() {}

  /**
   * Trains and samples without any framework.
   *
   * @param overrides changes to the preset, as {@code key=value}
   * @return samples in one step, rows x 2
   */
  public static Batch plain(String... overrides) {
    Koopflow koopflow = Koopflow.create();
    Experiment experiment =
        new ExperimentReader(koopflow.plugins()).preset("eight-gaussians", overrides);
    RunResult result = koopflow.run(experiment);
    try (Backend backend = koopflow.openBackend(experiment);
        OpenModel model = koopflow.open(result.model(), backend)) {
      return model.toData(model.sampler().sample(model.noise(1000, 7)));
    }
  }

  /**
   * Has Guice make the entrance, with whatever an application binds beside it.
   *
   * @return an entrance to all plug-ins
   */
  public static Koopflow withGuice() {
    return Guice.createInjector(new KoopflowModule()).getInstance(Koopflow.class);
  }
}
