package org.koopflow.parts.transform;

import org.koopflow.api.NoSettings;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Transform;
import org.koopflow.api.data.TransformContext;
import org.koopflow.api.data.TransformProvider;

/**
 * Moves and scales all numbers alike, so that those of the training rows fill [-1, 1]. What black
 * and white are stays the same in every pixel, which a network of images needs.
 */
public final class ScaleProvider implements TransformProvider<NoSettings> {
  static final String NAME = "scale";

  /** Creates the provider. */
  public ScaleProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "all numbers moved and scaled alike, to [-1, 1]; an image stays one";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public Transform create(NoSettings settings, TransformContext context) {
    return Scaling.fit(context.train());
  }

  @Override
  public Transform restore(Weights weights) {
    return Scaling.of(weights);
  }
}
