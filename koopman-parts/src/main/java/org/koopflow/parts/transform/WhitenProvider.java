package org.koopflow.parts.transform;

import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Transform;
import org.koopflow.api.data.TransformContext;
import org.koopflow.api.data.TransformProvider;

/**
 * Principal components of mean 0 and variance 1. Refuses to keep more of them than directions in
 * which the training rows vary.
 */
public final class WhitenProvider implements TransformProvider<WhitenProvider.Settings> {
  static final String NAME = "whiten";

  /** Creates the provider. */
  public WhitenProvider() {}

  /**
   * Settings of the transform.
   *
   * @param components how many principal components are kept; 0 for all
   */
  public record Settings(int components) {
    /**
     * Checks the range.
     *
     * @param components how many principal components are kept
     */
    public Settings {
      InvalidSettingException.require(
          components >= 0, "components", "must not be negative, got " + components);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "leading principal components, scaled to variance 1 (components)";
  }

  @Override
  public Settings defaults() {
    return new Settings(0);
  }

  @Override
  public Transform create(Settings settings, TransformContext context) {
    return Whitening.fit(context.train(), settings.components);
  }

  @Override
  public Transform restore(Weights weights) {
    return Whitening.of(weights);
  }
}
