package org.koopflow.core.testing;

import java.util.Optional;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.LiftingContext;
import org.koopflow.api.koopman.OperatorContext;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.network.Networks;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.parts.lifting.DecoderFreeLiftingProvider;
import org.koopflow.parts.lifting.EncoderDecoderSettings;
import org.koopflow.parts.lifting.FourierFeatures;
import org.koopflow.parts.lifting.LiftingSettings;
import org.koopflow.parts.lifting.MlpLiftingProvider;
import org.koopflow.parts.network.Activation;
import org.koopflow.parts.network.MlpProvider;
import org.koopflow.parts.operator.DenseOperatorProvider;

/** Small models with random weights. */
public final class Models {
  private Models() {}

  /** Makes perceptrons whatever is selected, of one hidden layer of eight units. */
  public static final Networks NETWORKS =
      new Networks() {
        @Override
        public Network create(Selection<NetworkProvider<?>> selection, NetworkContext context) {
          return new MlpProvider().create(new MlpProvider.Settings(8, 1, Activation.SILU), context);
        }
      };

  /** Learned liftings. */
  public enum Kind {
    MLP,
    DECODER_FREE
  }

  /** A model of the given lifting with five observables and a generator of radius about one. */
  public static KoopmanModel model(Kind kind, int dimension) {
    return model(kind, Space.of(dimension));
  }

  /** The same for rows under a condition. */
  public static KoopmanModel model(Kind kind, Space space) {
    Lifting lifting =
        switch (kind) {
          case MLP ->
              new MlpLiftingProvider()
                  .create(
                      new EncoderDecoderSettings(
                          5, Selection.of("mlp"), Optional.empty(), FourierFeatures.NONE),
                      new LiftingContext(space, NETWORKS, null));
          case DECODER_FREE ->
              new DecoderFreeLiftingProvider()
                  .create(
                      new LiftingSettings(5, Selection.of("mlp")),
                      new LiftingContext(space, NETWORKS, null));
        };
    return new KoopmanModel(
        lifting,
        new DenseOperatorProvider()
            .create(new DenseOperatorProvider.Settings(1), new OperatorContext(lifting.layout())));
  }

  /** Random values for every parameter, zeros included. */
  public static Weights weights(KoopmanModel model) {
    RandomStreams random = new RandomStreams(4);
    return Parameter.initialize(
        model.parameters().stream()
            .map(
                p ->
                    new Parameter(
                        p.name(),
                        p.shape(),
                        Initializer.normal(1 / Math.sqrt(p.shape().columns()))))
            .toList(),
        random);
  }
}
