package org.koopflow.testkit;

import static org.koopflow.testkit.Broken.assertFails;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.koopflow.api.NoSettings;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/** Networks with a mistake fail the test that is there to find it. */
class BrokenNetworksTest {
  private interface Application {
    Tensor apply(Scope scope, Tensor input, int outputs);
  }

  private static NetworkContract<NoSettings> network(
      List<Parameter> parameters, Application application) {
    final class Provider extends Broken implements NetworkProvider<NoSettings> {
      @Override
      public Network create(NoSettings settings, NetworkContext context) {
        return new Network() {
          @Override
          public NetworkContext context() {
            return context;
          }

          @Override
          public List<Parameter> parameters() {
            return parameters;
          }

          @Override
          public Tensor apply(Scope scope, NetworkInput input) {
            return application.apply(scope, input.joined(), context.outputs());
          }
        };
      }
    }
    return Provider::new;
  }

  private static Tensor wide(Tensor column, int outputs) {
    return column.broadcastTo(new Shape(column.shape().rows(), outputs));
  }

  @Test
  void aNetworkWhoseRowsSeeOneAnother() {
    NetworkContract<NoSettings> contract =
        network(
            List.of(),
            (scope, x, outputs) -> wide(x.subtract(x.mean(Axis.ROWS)).sum(Axis.COLUMNS), outputs));
    assertFails(contract::treatsRowsAlone);
  }

  @Test
  void aNetworkOfTheWrongSize() {
    NetworkContract<NoSettings> contract = network(List.of(), (scope, x, outputs) -> x);
    assertFails(contract::hasTheSizeAskedFor);
  }

  @Test
  void aNetworkWithAParameterItDoesNotUse() {
    Parameter idle = new Parameter("idle", new Shape(1, 1), Initializer.constant(1));
    NetworkContract<NoSettings> contract =
        network(List.of(idle), (scope, x, outputs) -> wide(x.sum(Axis.COLUMNS), outputs));
    assertFails(contract::declaresWhatItUses);
  }

  @Test
  void aProviderNobodyCanFind() {
    NetworkContract<NoSettings> contract =
        network(List.of(), (scope, x, outputs) -> wide(x.sum(Axis.COLUMNS), outputs));
    assertFails(contract::isFoundByServiceLoader);
    assertFails(contract::isListedForTheClassPath);
  }
}
