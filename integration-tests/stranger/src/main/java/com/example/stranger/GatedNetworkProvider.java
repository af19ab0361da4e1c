package com.example.stranger;

import java.util.List;
import java.util.stream.Stream;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * One hidden layer of gated linear units (Dauphin et al. 2017): one affine map says what to pass
 * on, a second, through a sigmoid, how much of it.
 */
public final class GatedNetworkProvider implements NetworkProvider<GatedNetworkProvider.Settings> {
  /**
   * Size of the network.
   *
   * @param width gated units, at least 1
   */
  public record Settings(int width) {
    /**
     * Checks the range.
     *
     * @param width gated units
     */
    public Settings {
      if (width < 1) {
        throw new InvalidSettingException("width", "must be at least 1, got " + width);
      }
    }
  }

  /** Creates the provider. */
  public GatedNetworkProvider() {}

  @Override
  public String name() {
    return "gated";
  }

  @Override
  public String summary() {
    return "one hidden layer of gated linear units";
  }

  @Override
  public Settings defaults() {
    return new Settings(128);
  }

  @Override
  public Network create(Settings settings, NetworkContext context) {
    return new Gated(context, settings.width);
  }

  private record Gated(NetworkContext context, int width) implements Network {
    @Override
    public List<Parameter> parameters() {
      return Stream.of(
              layer("value", context.inputs(), width),
              layer("gate", context.inputs(), width),
              layer("output", width, context.outputs()))
          .flatMap(List::stream)
          .toList();
    }

    @Override
    public Tensor apply(Scope scope, NetworkInput input) {
      Tensor all = input.joined();
      Tensor gate = layer(scope.in("gate"), all).sigmoid();
      return layer(scope.in("output"), layer(scope.in("value"), all).multiply(gate));
    }

    private static List<Parameter> layer(String name, int inputs, int outputs) {
      Initializer uniform = Initializer.uniform(1 / Math.sqrt(inputs));
      return Parameter.under(
          name,
          List.of(
              new Parameter("weight", new Shape(outputs, inputs), uniform),
              new Parameter("bias", new Shape(1, outputs), uniform)));
    }

    private static Tensor layer(Scope scope, Tensor input) {
      return input.linear(scope.parameter("weight"), scope.parameter("bias"));
    }
  }
}
