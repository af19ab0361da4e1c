package org.koopflow.parts.network;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/**
 * A residual block of images, {@code h + K2 silu(m(n(K1 silu(n(h)))))}: n are group norms, and m
 * scales and shifts channels by a linear function of the {@link Signal}. That function starts at 0
 * and K2 small, so that the block begins near the identity, whatever time and condition.
 */
record ConvolutionBlock(
    NormLayer before,
    ConvolutionLayer first,
    NormLayer between,
    Optional<Dense> modulation,
    ConvolutionLayer second) {
  private static final double BRANCH_GAIN = 0.1;

  /**
   * A block.
   *
   * @param name first part of its parameters' names
   * @param image layout of the images, which it keeps
   * @param groups of the norms
   * @param kernel height and width of the kernels
   * @param signal what modulates it
   */
  static ConvolutionBlock of(
      String name, ImageLayout image, int groups, int kernel, Optional<Signal> signal) {
    Convolution sizes = Convolution.same(image, image.channels(), kernel);
    return new ConvolutionBlock(
        new NormLayer(name + ".before", image, groups),
        new ConvolutionLayer(name + ".first", sizes, 1),
        new NormLayer(name + ".between", image, groups),
        signal.map(
            s -> new Dense(name + ".modulation", s.layer().outputs(), 2 * image.channels(), 0)),
        new ConvolutionLayer(name + ".second", sizes, BRANCH_GAIN));
  }

  List<Parameter> parameters() {
    return Stream.of(
            before.parameters(),
            first.parameters(),
            between.parameters(),
            modulation.map(Dense::parameters).orElse(List.of()),
            second.parameters())
        .flatMap(List::stream)
        .toList();
  }

  Tensor apply(Scope scope, Tensor images, Optional<Tensor> signal) {
    Tensor inner = first.apply(scope, before.apply(scope, images, Optional.empty()).silu());
    Optional<Tensor> change = modulation.map(layer -> layer.apply(scope, signal.orElseThrow()));
    return images.add(second.apply(scope, between.apply(scope, inner, change).silu()));
  }
}
