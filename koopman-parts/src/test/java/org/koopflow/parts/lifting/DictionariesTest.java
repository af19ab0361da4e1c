package org.koopflow.parts.lifting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Matrix;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.LiftingContext;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.numerics.host.HostFunctions;
import org.koopflow.testkit.SmallNetworks;

class DictionariesTest {
  private static Lifting radial(int dimension, Centres centres, boolean time, Decoder decoder) {
    RadialBasisLiftingProvider provider = new RadialBasisLiftingProvider();
    return provider.create(
        new RadialBasisLiftingProvider.Settings(
            dimension,
            decoder == Decoder.PROJECTION,
            time,
            new RadialBasisLiftingProvider.Bells(centres, 0.5, false),
            decoder,
            provider.defaults().network()),
        new LiftingContext(Space.of(2), new SmallNetworks(), null));
  }

  private static Lifting fourier(int dimension, double scale) {
    RandomFourierLiftingProvider provider = new RandomFourierLiftingProvider();
    return provider.create(
        new RandomFourierLiftingProvider.Settings(
            dimension, false, false, scale, false, Decoder.LINEAR, provider.defaults().network()),
        new LiftingContext(Space.of(2), new SmallNetworks(), null));
  }

  private static Weights drawn(Lifting lifting) {
    return Parameter.initialize(lifting.parameters(), new RandomStreams(3));
  }

  private static Batch observables(Lifting lifting, Weights weights, Batch t, Batch x) {
    return HostFunctions.evaluate(
            (scope, in) -> Map.of("g", lifting.observables(scope, in.get("t"), in.get("x"))),
            weights,
            Map.of("t", t, "x", x))
        .get("g");
  }

  @Test
  void bellsStandAtThePointsOfThePath() {
    Lifting lifting = radial(4, Centres.PATH, true, Decoder.PROJECTION);
    Batch t = Batch.of(3, 1, 0.1f, 0.4f, 0.9f);
    Batch x = Batch.of(3, 2, 1, 2, -1, 0.5f, 3, 0);
    Weights weights = lifting.adapt(drawn(lifting), t, x);
    assertThat(weights.get("dictionary.centres"))
        .isEqualTo(Batch.of(2, 3, 1, 2, 0.1f, -1, 0.5f, 0.4f));
    Batch g = observables(lifting, weights, t, x);
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 2; k++) {
        double squared =
            Math.pow(x.get(i, 0) - x.get(k, 0), 2)
                + Math.pow(x.get(i, 1) - x.get(k, 1), 2)
                + Math.pow(t.get(i, 0) - t.get(k, 0), 2);
        assertThat(g.get(i, k)).as("the state comes first").isEqualTo(x.get(i, k));
        assertThat(g.get(i, 2 + k)).isCloseTo(Math.exp(-squared / 0.5), within(1e-7));
      }
    }
  }

  @Test
  void bellsOfNoiseStayWhereTheyWereDrawn() {
    Lifting lifting = radial(2000, Centres.NORMAL, true, Decoder.LINEAR);
    Weights drawn = drawn(lifting);
    Weights adapted = lifting.adapt(drawn, Batch.zeros(2000, 1), Batch.zeros(2000, 2));
    assertThat(adapted).isEqualTo(drawn);
    double[] centres = drawn.get("dictionary.centres").doubles();
    double[] square = new double[3];
    for (int i = 0; i < centres.length; i++) {
      square[i % 3] += centres[i] * centres[i] / 2000;
    }
    // Five standard errors: of the variance of a normal, and of the mean square of a uniform.
    assertThat(square[0]).isCloseTo(1, within(0.16));
    assertThat(square[1]).isCloseTo(1, within(0.16));
    assertThat(square[2]).isCloseTo(1.0 / 3, within(0.034));
  }

  /**
   * Their inner products approach {@code exp(-scale^2 |x - y|^2 / 2)} as one over the root of m.
   */
  @Test
  void wavesApproachTheGaussianKernel() {
    int m = 200_000;
    double scale = 1.3;
    Lifting lifting = fourier(m, scale);
    Batch x = Batch.of(3, 2, 0.2f, -0.4f, 0.9f, 0.3f, -1, 1);
    Matrix g = Matrix.of(observables(lifting, drawn(lifting), Batch.zeros(3, 1), x));
    Matrix kernel = g.times(g.transpose()).times(1.0 / m);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double squared =
            Math.pow(x.get(i, 0) - x.get(j, 0), 2) + Math.pow(x.get(i, 1) - x.get(j, 1), 2);
        assertThat(kernel.get(i, j))
            .isCloseTo(Math.exp(-scale * scale * squared / 2), within(0.01));
      }
    }
  }

  @Test
  void whatIsDrawnOnceIsNotTrained() {
    assertThat(radial(5, Centres.PATH, false, Decoder.LINEAR).parameters())
        .extracting(p -> p.name() + " " + p.trained())
        .containsExactly(
            "dictionary.centres false", "dictionary.width false", "decoder.weight true");
    assertThat(fourier(5, 1).parameters())
        .extracting(p -> p.name() + " " + p.trained())
        .containsExactly(
            "dictionary.frequencies false", "dictionary.phases false", "decoder.weight true");
    assertThat(
            new MlpLiftingProvider()
                .create(
                    new EncoderDecoderSettings(
                        4,
                        EncoderDecoderSettings.DEFAULT.network(),
                        Optional.empty(),
                        new FourierFeatures(2, 0.5, 3, 1, false)),
                    new LiftingContext(Space.of(2), new SmallNetworks(), null))
                .parameters())
        .filteredOn(p -> !p.trained())
        .extracting(p -> p.name() + " " + p.shape())
        .containsExactly("features.time 1 x 2", "features.state 2 x 3");
  }

  @Test
  void aLinearDecoderTakesAnyMap() {
    Lifting lifting = fourier(3, 1);
    Matrix map = Matrix.of(2, 5, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10.5);
    Weights weights = lifting.decoderOf(map).orElseThrow();
    Batch z = Batch.ofDoubles(2, 5, 1, 0, 0, 2, 0, 0, 1, -1, 0, 3);
    Batch x =
        HostFunctions.evaluate(
                (scope, in) -> Map.of("x", lifting.decode(scope, in.get("z"))),
                weights,
                Map.of("z", z))
            .get("x");
    assertThat(Matrix.of(x)).isEqualTo(Matrix.of(z).times(map.transpose()));
  }

  @Test
  void noDecoderTakesAMapThatItHasNoParametersFor() {
    Matrix map = Matrix.zeros(2, 6);
    assertThat(radial(4, Centres.PATH, false, Decoder.PROJECTION).decoderOf(map)).isEmpty();
    assertThat(radial(4, Centres.PATH, false, Decoder.NETWORK).decoderOf(map)).isEmpty();
  }

  /** Frequencies of time are multiples of {@code timeScale pi}. */
  @Test
  void wavesOfTimeAreHarmonics() {
    FourierFront front = new FourierFront(new FourierFeatures(2, 0.5, 0, 1, false), Space.of(1));
    Weights weights = Parameter.initialize(front.parameters(), new RandomStreams(1));
    Batch inputs =
        HostFunctions.evaluate(
                (scope, in) -> Map.of("y", front.apply(scope, in.get("t"), in.get("x")).joined()),
                weights,
                Map.of("t", Batch.ofDoubles(1, 1, 1), "x", Batch.ofDoubles(1, 1, 7)))
            .get("y");
    assertThat(inputs.columns()).isEqualTo(front.before(1).inputs());
    assertThat(inputs.doubles()).containsExactly(new double[] {1, 7, 0, -1, 1, 0}, within(1e-6));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> radial(2, Centres.PATH, false, Decoder.PROJECTION))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(
            "dimension must exceed the 2 coordinates of the state, which is among the observables,"
                + " got 2");
    assertThatThrownBy(
            () ->
                new RandomFourierLiftingProvider.Settings(
                    9, false, true, 1, false, Decoder.PROJECTION, null))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("decoder projection reads the state from the observables");
    assertThatThrownBy(() -> fourier(4, 0))
        .hasMessage("scale must be positive and finite, got 0.0");
    assertThatThrownBy(() -> new FourierFeatures(-1, 1, 0, 1, false))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("numbers of frequencies must be between 0 and 1000000, got time -1, state 0");
  }
}
