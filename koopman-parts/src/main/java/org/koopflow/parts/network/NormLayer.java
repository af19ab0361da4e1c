package org.koopflow.parts.network;

import java.util.List;
import java.util.Optional;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.parts.image.GroupNorm;

/**
 * A group norm with a scale and a shift for each channel, which a modulation may change for each
 * image: {@code y = n(x) scale (1 + s) + shift + b}.
 *
 * @param name first part of its parameters' names
 * @param image layout of the images
 * @param groups into how many groups the channels are divided
 */
record NormLayer(String name, ImageLayout image, int groups) {
  private static final double EPSILON = 1e-5;

  List<Parameter> parameters() {
    Shape channels = new Shape(1, image.channels());
    return List.of(
        new Parameter(name + ".scale", channels, Initializer.constant(1)),
        new Parameter(name + ".shift", channels, Initializer.constant(0)));
  }

  /** Normalises images; the modulation is [s, b], rows x twice the channels. */
  Tensor apply(Scope scope, Tensor images, Optional<Tensor> modulation) {
    int channels = image.channels();
    Tensor scale = scope.parameter(name + ".scale");
    Tensor shift = scope.parameter(name + ".shift");
    if (modulation.isPresent()) {
      Tensor both = modulation.get();
      scale = both.slice(Axis.COLUMNS, 0, channels).add(1).multiply(scale);
      shift = both.slice(Axis.COLUMNS, channels, 2 * channels).add(shift);
    }
    return new GroupNorm(image, groups, EPSILON).apply(images, scale, shift);
  }
}
