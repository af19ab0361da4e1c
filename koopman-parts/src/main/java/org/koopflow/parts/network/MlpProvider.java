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

/** Plain multilayer perceptrons. Layer k has the parameters {@code k.weight} and {@code k.bias}. */
public final class MlpProvider implements NetworkProvider<MlpProvider.Settings> {
  /**
   * Size of a perceptron.
   *
   * @param width units of each hidden layer, at least 1
   * @param depth number of hidden layers, at least 1
   * @param activation nonlinearity after each hidden layer
   */
  public record Settings(int width, int depth, Activation activation) {
    /**
     * Checks the ranges.
     *
     * @param width units of each hidden layer
     * @param depth number of hidden layers
     * @param activation nonlinearity after each hidden layer
     */
    public Settings {
      if (width < 1 || depth < 1) {
        throw InvalidSettingException.together(
            "width and depth must be at least 1, got width " + width + ", depth " + depth);
      }
    }
  }

  /** Creates the provider. */
  public MlpProvider() {}

  @Override
  public String name() {
    return "mlp";
  }

  @Override
  public String summary() {
    return "multilayer perceptron";
  }

  @Override
  public Settings defaults() {
    return new Settings(192, 3, Activation.SILU);
  }

  @Override
  public Network create(Settings settings, NetworkContext context) {
    List<Dense> layers = new ArrayList<>();
    for (int k = 0; k <= settings.depth; k++) {
      int in = k == 0 ? context.inputs() : settings.width;
      int out = k == settings.depth ? context.outputs() : settings.width;
      layers.add(new Dense(Integer.toString(k), in, out, 1));
    }
    return new Mlp(context, layers, settings.activation);
  }

  private record Mlp(NetworkContext context, List<Dense> layers, Activation activation)
      implements Network {
    @Override
    public List<Parameter> parameters() {
      return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    }

    @Override
    public Tensor apply(Scope scope, NetworkInput input) {
      Tensor x = layers.get(0).apply(scope, input.joined());
      for (Dense layer : layers.subList(1, layers.size())) {
        x = layer.apply(scope, activation.apply(x));
      }
      return x;
    }
  }
}
