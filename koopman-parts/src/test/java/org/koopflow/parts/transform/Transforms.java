package org.koopflow.parts.transform;

import org.koopflow.api.Batch;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Transform;
import org.koopflow.api.data.TransformContext;
import org.koopflow.api.data.TransformProvider;

/** The built-in transforms by name. */
public final class Transforms {
  private Transforms() {}

  private static TransformProvider<NoSettings> plain(String name) {
    return switch (name) {
      case "none" -> new NoneProvider();
      case "scale" -> new ScaleProvider();
      default -> new StandardizeProvider();
    };
  }

  /** Computes a transform; components are those of {@code whiten}. */
  public static Transform fit(String name, int components, Batch train) {
    TransformContext context = new TransformContext(train);
    return name.equals("whiten")
        ? new WhitenProvider().create(new WhitenProvider.Settings(components), context)
        : plain(name).create(new NoSettings(), context);
  }

  /** Makes a transform of numbers that were saved. */
  public static Transform restore(String name, Weights weights) {
    return name.equals("whiten")
        ? new WhitenProvider().restore(weights)
        : plain(name).restore(weights);
  }
}
