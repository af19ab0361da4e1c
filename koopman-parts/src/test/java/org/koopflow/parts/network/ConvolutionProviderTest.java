package org.koopflow.parts.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.koopflow.api.Batch;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.numerics.host.HostFunctions;
import org.koopflow.testkit.Failures;

/** What a convolutional network begins as, and what it refuses. */
class ConvolutionProviderTest {
  private static final Space IMAGES = Space.of(new ImageLayout(1, 8, 8)).withConditions(4);

  private static Network network(Space space, int outputs) {
    return new ConvolutionProvider()
        .create(
            new ConvolutionProvider.Settings(8, 2, 2, 3), new NetworkContext(space, true, outputs));
  }

  private static Batch random(int columns, String purpose) {
    return RandomStreams.normal(5, columns, new RandomStreams(3).stream(purpose));
  }

  private static Batch apply(Network network, Batch x, Batch t, Batch c) {
    Weights weights = Parameter.initialize(network.parameters(), new RandomStreams(1));
    return HostFunctions.evaluate(
            (scope, in) ->
                Map.of(
                    "y",
                    network.apply(
                        scope,
                        new NetworkInput(
                            in.get("x"), Optional.of(in.get("t")), Optional.of(in.get("c"))))),
            weights,
            Map.of("x", x, "t", t, "c", c))
        .get("y");
  }

  /** Before training neither time nor condition changes anything, and little comes out. */
  @Test
  void beginsWithoutModulationAndSmall() {
    Network network = network(IMAGES, 128);
    Batch x = random(64, "x");
    Batch y = apply(network, x, random(1, "t"), random(4, "c"));
    assertThat(apply(network, x, random(1, "other t"), random(4, "other c"))).isEqualTo(y);
    double squares = 0;
    for (double entry : y.doubles()) {
      squares += entry * entry / y.size();
    }
    assertThat(Math.sqrt(squares)).isBetween(0.005, 0.1);
  }

  @Test
  void namesItsParametersAfterItsLayers() {
    List<String> names = network(IMAGES, 64).parameters().stream().map(Parameter::name).toList();
    assertThat(names)
        .startsWith("in.weight", "in.bias", "signal.weight", "signal.bias", "0.before.scale")
        .contains("1.first.weight", "1.between.shift", "1.modulation.weight", "1.second.bias")
        .endsWith("norm.scale", "norm.shift", "out.weight", "out.bias")
        .hasSize(4 + 2 * 10 + 4);
  }

  @Test
  void vectorsAreRefused() {
    Failures.assertRefuses(
        () -> network(Space.of(64), 64), "convolution", "images", "vectors of 64", "standardize");
  }

  @Test
  void halfAnImageIsRefused() {
    Failures.assertRefuses(
        () -> network(IMAGES, 96), "convolution", "1 x 8 x 8", "a multiple of 64", "96");
  }

  @ParameterizedTest
  @CsvSource({
    "6, 1, 4, 3, ''",
    "0, 1, 1, 3, ''",
    "8, 0, 2, 3, blocks",
    "8, 1, 0, 3, groups",
    "8, 1, 2, 2, kernel",
    "8, 1, 2, -1, kernel"
  })
  void sizesThatDoNotGoAreRefused(
      int channels, int blocks, int groups, int kernel, String setting) {
    assertThatThrownBy(() -> new ConvolutionProvider.Settings(channels, blocks, groups, kernel))
        .isInstanceOfSatisfying(
            InvalidSettingException.class,
            refusal -> assertThat(refusal.setting()).isEqualTo(setting));
  }
}
