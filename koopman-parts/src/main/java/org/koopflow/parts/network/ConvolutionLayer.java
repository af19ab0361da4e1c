package org.koopflow.parts.network;

import java.util.List;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.parts.image.ChannelValues;

/**
 * A convolution with a bias for each channel that comes out, started uniformly within {@code gain /
 * sqrt(n)}, where each value that comes out is a sum of n.
 *
 * @param name first part of its parameters' names
 * @param sizes of the convolution
 * @param gain scale of the first weights
 */
record ConvolutionLayer(String name, Convolution sizes, double gain) {
  List<Parameter> parameters() {
    Shape kernel = sizes.kernelShape();
    Initializer uniform = Initializer.uniform(gain / Math.sqrt(kernel.columns()));
    return List.of(
        new Parameter(name + ".weight", kernel, uniform),
        new Parameter(name + ".bias", new Shape(1, kernel.rows()), uniform));
  }

  Tensor apply(Scope scope, Tensor images) {
    return images
        .convolve(scope.parameter(name + ".weight"), sizes)
        .add(ChannelValues.spread(scope.parameter(name + ".bias"), sizes.output()));
  }
}
