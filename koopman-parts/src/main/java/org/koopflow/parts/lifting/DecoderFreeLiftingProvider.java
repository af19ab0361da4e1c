package org.koopflow.parts.lifting;

import java.util.List;
import java.util.stream.Stream;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.LiftingContext;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.network.Network;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/**
 * Liftings that carry the state itself, {@code g = [x, h(t, x)]}: reading it back is a projection,
 * as in the first version of the paper (arXiv 2506.22304).
 */
public final class DecoderFreeLiftingProvider implements LiftingProvider<LiftingSettings> {
  private static final String FEATURES = "features";
  private static final String ENCODER = "encoder";

  /** Creates the provider. */
  public DecoderFreeLiftingProvider() {}

  @Override
  public String name() {
    return "decoder-free";
  }

  @Override
  public String summary() {
    return "the state is among the observables, so no decoder is needed";
  }

  @Override
  public LiftingSettings defaults() {
    return LiftingSettings.DEFAULT;
  }

  @Override
  public Lifting create(LiftingSettings settings, LiftingContext context) {
    if (settings.dimension() <= context.space().dimension()) {
      throw new InvalidSettingException(
          "dimension",
          "must exceed the "
              + context.space().dimension()
              + " coordinates of the state, which a decoder-free lifting carries, got "
              + settings.dimension());
    }
    Space space = context.space();
    StateLayout layout = new StateLayout(space.conditions(), settings.dimension());
    FourierFront front = new FourierFront(settings.features(), space);
    Network encoder =
        context
            .networks()
            .create(settings.network(), front.before(layout.observables() - space.dimension()));
    return new StateInclusive(layout, space, front, encoder);
  }

  private record StateInclusive(
      StateLayout layout, Space space, FourierFront front, Network encoder) implements Lifting {
    @Override
    public List<Parameter> parameters() {
      return Stream.concat(
              Parameter.under(FEATURES, front.parameters()).stream(),
              Parameter.under(ENCODER, encoder.parameters()).stream())
          .toList();
    }

    @Override
    public Tensor observables(Scope scope, Tensor t, Tensor x) {
      Tensor learned = encoder.apply(scope.in(ENCODER), front.apply(scope.in(FEATURES), t, x));
      return space.state(x).concatenate(Axis.COLUMNS, List.of(learned));
    }

    @Override
    public Tensor decode(Scope scope, Tensor z) {
      return layout.observables(z).slice(Axis.COLUMNS, 0, space.dimension());
    }
  }
}
