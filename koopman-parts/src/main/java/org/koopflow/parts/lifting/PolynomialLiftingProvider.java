package org.koopflow.parts.lifting;

import java.math.BigInteger;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.LiftingContext;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.network.NetworkProvider;

/** Liftings by all monomials up to a degree; the state is among them. */
public final class PolynomialLiftingProvider
    implements LiftingProvider<PolynomialLiftingProvider.Settings> {
  /** More would ask for an exponential of minutes. */
  private static final int LARGEST = 2000;

  /**
   * Which monomials, and the way back.
   *
   * @param degree largest total degree p, at least 1; there are {@code C(d + p, p) - 1} monomials
   *     of d coordinates
   * @param time whether products with powers of time are among them, which a flow that is not
   *     autonomous asks for
   * @param decoder how the state is read back
   * @param network architecture of the decoder, where it is a network
   */
  public record Settings(
      int degree, boolean time, Decoder decoder, Selection<NetworkProvider<?>> network) {
    /**
     * Checks the range.
     *
     * @param degree largest total degree p
     * @param time whether products with powers of time are among them
     * @param decoder how the state is read back
     * @param network architecture of the decoder
     */
    public Settings {
      Ranges.requireAtLeastOne("degree", degree);
    }
  }

  /** Creates the provider. */
  public PolynomialLiftingProvider() {}

  @Override
  public String name() {
    return "polynomial";
  }

  @Override
  public String summary() {
    return "all monomials of the state up to a degree";
  }

  @Override
  public Settings defaults() {
    return new Settings(5, false, Decoder.PROJECTION, LiftingSettings.DEFAULT.network());
  }

  @Override
  public Lifting create(Settings settings, LiftingContext context) {
    Variables variables = new Variables(context.space().dimension(), settings.time);
    BigInteger count = Monomials.count(variables.count(), settings.degree);
    if (count.compareTo(BigInteger.valueOf(LARGEST)) > 0) {
      throw new SpecificationException(
          "polynomials of degree "
              + settings.degree
              + " in "
              + variables.count()
              + " variables are "
              + count
              + " observables, and at most "
              + LARGEST
              + " are allowed; lower degree, or take fewer coordinates by data.components");
    }
    Monomials monomials = new Monomials(variables, settings.degree);
    StateLayout layout = new StateLayout(context.space().conditions(), monomials.size());
    Readout readout =
        Readout.of(
            settings.decoder,
            layout,
            context.space().dimension(),
            settings.network,
            context.networks());
    return new DictionaryLifting(layout, context.space(), monomials, false, readout);
  }
}
