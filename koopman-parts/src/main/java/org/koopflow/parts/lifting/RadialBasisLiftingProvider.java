package org.koopflow.parts.lifting;

import org.koopflow.api.Inlined;
import org.koopflow.api.Selection;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.LiftingContext;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.network.NetworkProvider;

/** Liftings by Gaussian bells around fixed centres. */
public final class RadialBasisLiftingProvider
    implements LiftingProvider<RadialBasisLiftingProvider.Settings> {
  /**
   * Which functions, and the way back.
   *
   * @param dimension number m of observables, those of the state included
   * @param state whether the state itself is among the observables
   * @param time whether the functions depend on time as well as on the state
   * @param bells the functions
   * @param decoder how the state is read back; a projection needs the state among the observables
   * @param network architecture of the decoder, where it is a network
   */
  public record Settings(
      int dimension,
      boolean state,
      boolean time,
      @Inlined Bells bells,
      Decoder decoder,
      Selection<NetworkProvider<?>> network) {
    /**
     * Checks what does not depend on the data.
     *
     * @param dimension number m of observables
     * @param state whether the state itself is among the observables
     * @param time whether the functions depend on time
     * @param bells the functions
     * @param decoder how the state is read back
     * @param network architecture of the decoder
     */
    public Settings {
      Ranges.requireSize("dimension", dimension);
      MixedLifting.requireReadable(decoder, state);
    }
  }

  /**
   * The functions {@code exp(-|u - c|^2 / (2 w^2))}.
   *
   * @param centres where they stand
   * @param width their standard deviation w, in units of the state
   * @param trained whether training moves centres and width
   */
  public record Bells(Centres centres, double width, boolean trained) {
    /**
     * Checks the range.
     *
     * @param centres where they stand
     * @param width their standard deviation w
     * @param trained whether training moves centres and width
     */
    public Bells {
      Ranges.requirePositive("width", width);
    }
  }

  /** Creates the provider. */
  public RadialBasisLiftingProvider() {}

  @Override
  public String name() {
    return "radial-basis";
  }

  @Override
  public String summary() {
    return "Gaussian bells around points of the path, beside the state";
  }

  @Override
  public Settings defaults() {
    return new Settings(
        64,
        true,
        true,
        new Bells(Centres.PATH, 1, false),
        Decoder.PROJECTION,
        LiftingSettings.DEFAULT.network());
  }

  @Override
  public Lifting create(Settings settings, LiftingContext context) {
    Variables variables = new Variables(context.space().dimension(), settings.time);
    int size =
        MixedLifting.functions(settings.dimension, settings.state, context.space().dimension());
    Dictionary functions =
        new RadialBasis(
            variables, size, settings.bells.centres, settings.bells.width, settings.bells.trained);
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
