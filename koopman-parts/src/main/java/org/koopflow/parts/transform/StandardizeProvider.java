package org.koopflow.parts.transform;

import org.koopflow.api.NoSettings;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Transform;
import org.koopflow.api.data.TransformContext;
import org.koopflow.api.data.TransformProvider;

/** Moves and scales every column to mean 0 and variance 1. Refuses columns that do not vary. */
public final class StandardizeProvider implements TransformProvider<NoSettings> {
  static final String NAME = "standardize";

  /** Creates the provider. */
  public StandardizeProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "every column moved and scaled to mean 0 and variance 1";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public Transform create(NoSettings settings, TransformContext context) {
    return Standardization.fit(context.train());
  }

  @Override
  public Transform restore(Weights weights) {
    return Standardization.of(weights);
  }
}
