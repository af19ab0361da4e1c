package org.koopflow.parts.lifting;

import java.util.List;
import java.util.stream.Stream;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.LiftingContext;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/** Liftings whose observables and whose decoder are networks: {@code g = encoder([t, x])}. */
public final class MlpLiftingProvider implements LiftingProvider<EncoderDecoderSettings> {
  private static final String FEATURES = "features";
  private static final String ENCODER = "encoder";
  private static final String DECODER = "decoder";

  /** Creates the provider. */
  public MlpLiftingProvider() {}

  @Override
  public String name() {
    return "mlp";
  }

  @Override
  public String summary() {
    return "a network encodes time and state, another decodes the lifted state";
  }

  @Override
  public EncoderDecoderSettings defaults() {
    return EncoderDecoderSettings.DEFAULT;
  }

  @Override
  public Lifting create(EncoderDecoderSettings settings, LiftingContext context) {
    Space space = context.space();
    StateLayout layout = new StateLayout(space.conditions(), settings.dimension());
    FourierFront front = new FourierFront(settings.features(), space);
    Network encoder =
        context.networks().create(settings.network(), front.before(layout.observables()));
    Network decoder =
        context
            .networks()
            .create(
                settings.decoderNetwork().orElse(settings.network()),
                NetworkContext.of(layout.dimension(), space.dimension()));
    return new EncoderDecoder(layout, space, front, encoder, decoder);
  }

  private record EncoderDecoder(
      StateLayout layout, Space space, FourierFront front, Network encoder, Network decoder)
      implements Lifting {
    @Override
    public List<Parameter> parameters() {
      return Stream.of(
              Parameter.under(FEATURES, front.parameters()),
              Parameter.under(ENCODER, encoder.parameters()),
              Parameter.under(DECODER, decoder.parameters()))
          .flatMap(List::stream)
          .toList();
    }

    @Override
    public Tensor observables(Scope scope, Tensor t, Tensor x) {
      return encoder.apply(scope.in(ENCODER), front.apply(scope.in(FEATURES), t, x));
    }

    @Override
    public Tensor decode(Scope scope, Tensor z) {
      return decoder.apply(scope.in(DECODER), NetworkInput.of(z));
    }
  }
}
