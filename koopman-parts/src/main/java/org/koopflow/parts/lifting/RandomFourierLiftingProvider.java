package org.koopflow.parts.lifting;

import org.koopflow.api.Selection;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.LiftingContext;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.network.NetworkProvider;

/** Liftings by waves of random frequencies and phases. */
public final class RandomFourierLiftingProvider
    implements LiftingProvider<RandomFourierLiftingProvider.Settings> {
  /**
   * Which functions, and the way back.
   *
   * @param dimension number m of observables, those of the state included
   * @param state whether the state itself is among the observables
   * @param time whether the functions depend on time as well as on the state
   * @param scale standard deviation of each coordinate of a frequency, in radians per unit of the
   *     state
   * @param trained whether training moves frequencies and phases
   * @param decoder how the state is read back; a projection needs the state among the observables
   * @param network architecture of the decoder, where it is a network
   */
  public record Settings(
      int dimension,
      boolean state,
      boolean time,
      double scale,
      boolean trained,
      Decoder decoder,
      Selection<NetworkProvider<?>> network) {
    /**
     * Checks what does not depend on the data.
     *
     * @param dimension number m of observables
     * @param state whether the state itself is among the observables
     * @param time whether the functions depend on time
     * @param scale standard deviation of each coordinate of a frequency
     * @param trained whether training moves frequencies and phases
     * @param decoder how the state is read back
     * @param network architecture of the decoder
     */
    public Settings {
      Ranges.requireSize("dimension", dimension);
      Ranges.requirePositive("scale", scale);
      MixedLifting.requireReadable(decoder, state);
    }
  }

  /** Creates the provider. */
  public RandomFourierLiftingProvider() {}

  @Override
  public String name() {
    return "random-fourier";
  }

  @Override
  public String summary() {
    return "cosines of random frequencies, beside the state";
  }

  @Override
  public Settings defaults() {
    return new Settings(
        64, true, true, 1, false, Decoder.PROJECTION, LiftingSettings.DEFAULT.network());
  }

  @Override
  public Lifting create(Settings settings, LiftingContext context) {
    Variables variables = new Variables(context.space().dimension(), settings.time);
    int size =
        MixedLifting.functions(settings.dimension, settings.state, context.space().dimension());
    Dictionary functions = new RandomFourier(variables, size, settings.scale, settings.trained);
    return MixedLifting.of(
        functions,
        settings.state,
        context.space(),
        layout ->
            Readout.of(
                settings.decoder,
                layout,
                context.space().dimension(),
                settings.network,
                context.networks()));
  }
}
