package org.koopflow.parts.exponential;

import java.util.Set;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.koopman.Structure;
import org.koopflow.numerics.exponential.BlockExponential;
import org.koopflow.numerics.exponential.TaylorSettings;

/** Provides {@link BlockExponential} under the name {@code block}. */
public final class BlockProvider implements ExponentialProvider<TaylorSettings> {
  /** Creates the provider. */
  public BlockProvider() {}

  @Override
  public String name() {
    return "block";
  }

  @Override
  public String summary() {
    return "closed form of rotation-scaling blocks with their affine part";
  }

  @Override
  public TaylorSettings defaults() {
    return TaylorSettings.DEFAULT;
  }

  @Override
  public Set<Structure> structures() {
    return Set.of(Structure.ROTATION_SCALING_BLOCKS);
  }

  @Override
  public Exponential create(TaylorSettings settings, ExponentialContext context) {
    return new BlockExponential(settings, context);
  }
}
