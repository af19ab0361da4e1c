package org.koopflow.parts.transform;

import org.koopflow.api.NoSettings;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Transform;
import org.koopflow.api.data.TransformContext;
import org.koopflow.api.data.TransformProvider;

/** Leaves the data as they are. */
public final class NoneProvider implements TransformProvider<NoSettings> {
  static final String NAME = "none";

  /** Creates the provider. */
  public NoneProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "the data as they are";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public Transform create(NoSettings settings, TransformContext context) {
    return new Identity(context.train().columns());
  }

  @Override
  public Transform restore(Weights weights) {
    return Identity.of(weights);
  }
}
