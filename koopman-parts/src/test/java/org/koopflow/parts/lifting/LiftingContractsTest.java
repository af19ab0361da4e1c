package org.koopflow.parts.lifting;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.koopflow.api.Selection;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.network.Networks;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.parts.network.ConvolutionProvider;
import org.koopflow.testkit.LiftingContract;

/** The built-in liftings keep the contract of liftings. */
class LiftingContractsTest {
  @Nested
  class OfMlpLifting implements LiftingContract<EncoderDecoderSettings> {
    @Override
    public LiftingProvider<EncoderDecoderSettings> provider() {
      return new MlpLiftingProvider();
    }

    @Override
    public EncoderDecoderSettings settings() {
      return new EncoderDecoderSettings(
          6, Selection.of("mlp"), Optional.empty(), FourierFeatures.NONE);
    }
  }

  @Nested
  class OfDecoderFreeLifting implements LiftingContract<LiftingSettings> {
    @Override
    public LiftingProvider<LiftingSettings> provider() {
      return new DecoderFreeLiftingProvider();
    }

    @Override
    public LiftingSettings settings() {
      return new LiftingSettings(6, Selection.of("mlp"));
    }
  }

  /** Convolutions find the observables beside an image. */
  @Nested
  class OfDecoderFreeLiftingOfImages implements LiftingContract<LiftingSettings> {
    @Override
    public LiftingProvider<LiftingSettings> provider() {
      return new DecoderFreeLiftingProvider();
    }

    @Override
    public LiftingSettings settings() {
      return new LiftingSettings(36, Selection.of("convolution"));
    }

    @Override
    public Space space() {
      return Space.of(new ImageLayout(1, 3, 4));
    }

    @Override
    public Networks networks() {
      return (selection, context) ->
          new ConvolutionProvider().create(new ConvolutionProvider.Settings(4, 2, 2, 3), context);
    }
  }

  @Nested
  class OfMlpLiftingWithWavesAndItsOwnDecoder implements LiftingContract<EncoderDecoderSettings> {
    @Override
    public LiftingProvider<EncoderDecoderSettings> provider() {
      return new MlpLiftingProvider();
    }

    @Override
    public EncoderDecoderSettings settings() {
      return new EncoderDecoderSettings(
          6,
          Selection.of("mlp"),
          Optional.of(new Selection<>("residual", Map.of("width", 9))),
          new FourierFeatures(2, 1, 3, 0.7, false));
    }
  }

  @Nested
  class OfDecoderFreeLiftingWithWaves implements LiftingContract<LiftingSettings> {
    @Override
    public LiftingProvider<LiftingSettings> provider() {
      return new DecoderFreeLiftingProvider();
    }

    @Override
    public LiftingSettings settings() {
      return new LiftingSettings(6, Selection.of("mlp"), new FourierFeatures(2, 1, 3, 0.7, true));
    }
  }

  @Nested
  class OfProjectedLifting implements LiftingContract<ProjectedLiftingProvider.Settings> {
    @Override
    public LiftingProvider<ProjectedLiftingProvider.Settings> provider() {
      return new ProjectedLiftingProvider();
    }

    @Override
    public ProjectedLiftingProvider.Settings settings() {
      return new ProjectedLiftingProvider.Settings(5, 4, Selection.of("mlp"));
    }
  }

  @Nested
  class OfProjectionsWithAConstant implements LiftingContract<ProjectedLiftingProvider.Settings> {
    @Override
    public LiftingProvider<ProjectedLiftingProvider.Settings> provider() {
      return new ProjectedLiftingProvider();
    }

    @Override
    public ProjectedLiftingProvider.Settings settings() {
      return new ProjectedLiftingProvider.Settings(1, 1, Selection.of("random-fourier"));
    }
  }

  @Nested
  class OfPolynomials implements LiftingContract<PolynomialLiftingProvider.Settings> {
    @Override
    public LiftingProvider<PolynomialLiftingProvider.Settings> provider() {
      return new PolynomialLiftingProvider();
    }

    @Override
    public int stateDimension() {
      return 3;
    }
  }

  @Nested
  class OfPolynomialsOfTime implements LiftingContract<PolynomialLiftingProvider.Settings> {
    @Override
    public LiftingProvider<PolynomialLiftingProvider.Settings> provider() {
      return new PolynomialLiftingProvider();
    }

    @Override
    public PolynomialLiftingProvider.Settings settings() {
      return new PolynomialLiftingProvider.Settings(4, true, Decoder.LINEAR, Selection.of("mlp"));
    }
  }

  @Nested
  class OfRadialBasis implements LiftingContract<RadialBasisLiftingProvider.Settings> {
    @Override
    public LiftingProvider<RadialBasisLiftingProvider.Settings> provider() {
      return new RadialBasisLiftingProvider();
    }
  }

  @Nested
  class OfRadialBasisOfTime implements LiftingContract<RadialBasisLiftingProvider.Settings> {
    @Override
    public LiftingProvider<RadialBasisLiftingProvider.Settings> provider() {
      return new RadialBasisLiftingProvider();
    }

    @Override
    public RadialBasisLiftingProvider.Settings settings() {
      return new RadialBasisLiftingProvider.Settings(
          7,
          false,
          true,
          new RadialBasisLiftingProvider.Bells(Centres.NORMAL, 0.8, true),
          Decoder.NETWORK,
          Selection.of("mlp"));
    }
  }

  @Nested
  class OfRandomFourier implements LiftingContract<RandomFourierLiftingProvider.Settings> {
    @Override
    public LiftingProvider<RandomFourierLiftingProvider.Settings> provider() {
      return new RandomFourierLiftingProvider();
    }
  }

  @Nested
  class OfRandomFourierOfTime implements LiftingContract<RandomFourierLiftingProvider.Settings> {
    @Override
    public LiftingProvider<RandomFourierLiftingProvider.Settings> provider() {
      return new RandomFourierLiftingProvider();
    }

    @Override
    public RandomFourierLiftingProvider.Settings settings() {
      return new RandomFourierLiftingProvider.Settings(
          7, false, true, 1.5, true, Decoder.LINEAR, Selection.of("mlp"));
    }
  }
}
