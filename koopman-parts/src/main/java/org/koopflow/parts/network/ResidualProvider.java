package org.koopflow.parts.network;

import java.util.ArrayList;
import java.util.List;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/**
 * Residual perceptrons with pre-activation: a linear layer {@code in}, blocks {@code h + W2 s(W1
 * s(h))} and a linear layer {@code out} of {@code s(h)}. W2 starts small, so that a deep stack
 * begins near the identity.
 */
public final class ResidualProvider implements NetworkProvider<ResidualProvider.Settings> {
  private static final double BRANCH_GAIN = 0.1;

  /**
   * Size of a residual network.
   *
   * @param width units of each layer, at least 1
   * @param blocks number of residual blocks, at least 1
   * @param activation the nonlinearity s
   */
  public record Settings(int width, int blocks, Activation activation) {
    /**
     * Checks the ranges.
     *
     * @param width units of each layer
     * @param blocks number of residual blocks
     * @param activation the nonlinearity s
     */
    public Settings {
      if (width < 1 || blocks < 1) {
        throw InvalidSettingException.together(
            "width and blocks must be at least 1, got width " + width + ", blocks " + blocks);
      }
    }
  }

  /** Creates the provider. */
  public ResidualProvider() {}

  @Override
  public String name() {
    return "residual";
  }

  @Override
  public String summary() {
    return "residual multilayer perceptron, started near the identity";
  }

  @Override
  public Settings defaults() {
    return new Settings(256, 2, Activation.SILU);
  }

  @Override
  public Network create(Settings settings, NetworkContext context) {
    int width = settings.width;
    List<Block> blocks = new ArrayList<>();
    for (int k = 0; k < settings.blocks; k++) {
      blocks.add(
          new Block(
              new Dense(k + ".first", width, width, 1),
              new Dense(k + ".second", width, width, BRANCH_GAIN)));
    }
    Dense in = new Dense("in", context.inputs(), width, 1);
    Dense out = new Dense("out", width, context.outputs(), 1);
    return new Residual(context, in, blocks, out, settings.activation);
  }

  private record Block(Dense first, Dense second) {}

  private record Residual(
      NetworkContext context, Dense in, List<Block> blocks, Dense out, Activation activation)
      implements Network {
    @Override
    public List<Parameter> parameters() {
      List<Parameter> parameters = new ArrayList<>(in.parameters());
      for (Block block : blocks) {
        parameters.addAll(block.first.parameters());
        parameters.addAll(block.second.parameters());
      }
      parameters.addAll(out.parameters());
      return parameters;
    }

    @Override
    public Tensor apply(Scope scope, NetworkInput input) {
      Tensor h = in.apply(scope, input.joined());
      for (Block block : blocks) {
        Tensor inner = block.first.apply(scope, activation.apply(h));
        h = h.add(block.second.apply(scope, activation.apply(inner)));
      }
      return out.apply(scope, activation.apply(h));
    }
  }
}
