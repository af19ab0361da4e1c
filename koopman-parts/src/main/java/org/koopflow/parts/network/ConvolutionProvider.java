package org.koopflow.parts.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/**
 * Convolutional networks of images, which keep height and width: a convolution {@code in}, residual
 * blocks that time and condition modulate, and a convolution {@code out} of {@code silu(n(h))} with
 * a group norm n, started small. What comes out are images of the size of those that go in, with as
 * many channels as that makes.
 */
public final class ConvolutionProvider implements NetworkProvider<ConvolutionProvider.Settings> {
  private static final String NAME = "convolution";
  private static final double OUT_GAIN = 0.1;

  /** Features of time and condition for each channel. */
  private static final int SIGNALS = 2;

  /**
   * Size of a convolutional network.
   *
   * @param channels of the images inside, a multiple of {@code groups}
   * @param blocks number of residual blocks, at least 1
   * @param groups into how many groups the channels are divided for normalisation, at least 1
   * @param kernel height and width of all kernels in pixels, odd
   */
  public record Settings(int channels, int blocks, int groups, int kernel) {
    /**
     * Checks the ranges.
     *
     * @param channels of the images inside
     * @param blocks number of residual blocks
     * @param groups of the normalisation
     * @param kernel height and width of all kernels
     */
    public Settings {
      InvalidSettingException.require(blocks >= 1, "blocks", "must be at least 1, got " + blocks);
      InvalidSettingException.require(groups >= 1, "groups", "must be at least 1, got " + groups);
      InvalidSettingException.require(
          kernel >= 1 && kernel % 2 == 1, "kernel", "must be odd and at least 1, got " + kernel);
      if (channels < 1 || channels % groups != 0) {
        throw InvalidSettingException.together(
            "channels must be a multiple of groups, got channels "
                + channels
                + ", groups "
                + groups);
      }
    }
  }

  /** Creates the provider. */
  public ConvolutionProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "residual convolutions of images, modulated by time and condition";
  }

  @Override
  public Settings defaults() {
    return new Settings(32, 2, 4, 3);
  }

  @Override
  public Network create(Settings settings, NetworkContext context) {
    ImageLayout image =
        context
            .space()
            .image()
            .orElseThrow(
                () ->
                    new SpecificationException(
                        "network '"
                            + NAME
                            + "' sees images alone, and is asked to see "
                            + context.space()
                            + "; images come from a source that has them, stay images under a"
                            + " transform that keeps every pixel in its place, such as standardize,"
                            + " and are none any more with waves beside them"));
    if (context.outputs() % image.pixels() != 0) {
      throw new SpecificationException(
          "network '"
              + NAME
              + "' gives images of the size of those it sees, "
              + image
              + ", so it has a multiple of "
              + image.pixels()
              + " outputs, and is asked for "
              + context.outputs());
    }
    ImageLayout inner = new ImageLayout(settings.channels, image.height(), image.width());
    Optional<Signal> signal = Signal.of(context, SIGNALS * settings.channels);
    List<ConvolutionBlock> blocks = new ArrayList<>();
    for (int k = 0; k < settings.blocks; k++) {
      blocks.add(
          ConvolutionBlock.of(
              Integer.toString(k), inner, settings.groups, settings.kernel, signal));
    }
    return new Convolutional(
        context,
        new ConvolutionLayer("in", Convolution.same(image, settings.channels, settings.kernel), 1),
        signal,
        blocks,
        new NormLayer("norm", inner, settings.groups),
        new ConvolutionLayer(
            "out",
            Convolution.same(inner, context.outputs() / image.pixels(), settings.kernel),
            OUT_GAIN));
  }

  private record Convolutional(
      NetworkContext context,
      ConvolutionLayer in,
      Optional<Signal> signal,
      List<ConvolutionBlock> blocks,
      NormLayer norm,
      ConvolutionLayer out)
      implements Network {
    @Override
    public List<Parameter> parameters() {
      List<Parameter> parameters = new ArrayList<>(in.parameters());
      signal.ifPresent(s -> parameters.addAll(s.parameters()));
      blocks.forEach(block -> parameters.addAll(block.parameters()));
      parameters.addAll(norm.parameters());
      parameters.addAll(out.parameters());
      return parameters;
    }

    @Override
    public Tensor apply(Scope scope, NetworkInput input) {
      Optional<Tensor> features = signal.map(s -> s.apply(scope, input));
      Tensor h = in.apply(scope, input.x());
      for (ConvolutionBlock block : blocks) {
        h = block.apply(scope, h, features);
      }
      return out.apply(scope, norm.apply(scope, h, Optional.empty()).silu());
    }
  }
}
