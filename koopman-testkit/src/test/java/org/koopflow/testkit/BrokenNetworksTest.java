package org.koopflow.testkit;

import static org.koopflow.testkit.Broken.assertFails;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.NoSettings;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/** Networks with a mistake fail the test that is there to find it. */
class BrokenNetworksTest {
  private interface Application {
    Tensor apply(Scope scope, NetworkInput input, int outputs);
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
            return application.apply(scope, input, context.outputs());
          }
        };
      }
    }
    return Provider::new;
  }

  private static Tensor wide(Tensor column, int outputs) {
    return column.broadcastTo(new Shape(column.shape().rows(), outputs));
  }

  /** A column of all there is, each coordinate with a frequency of its own. */
  private static Tensor mixed(Scope scope, NetworkInput in) {
    Tensor all = in.joined();
    int columns = all.shape().columns();
    double[] frequencies = IntStream.rangeClosed(1, columns).asDoubleStream().toArray();
    return all.multiply(scope.constant(Batch.ofDoubles(1, columns, frequencies)))
        .sin()
        .sum(Axis.COLUMNS);
  }

  @Test
  void aNetworkWhoseRowsSeeOneAnother() {
    NetworkContract<NoSettings> contract =
        network(
            List.of(),
            (scope, in, outputs) ->
                wide(in.x().subtract(in.x().mean(Axis.ROWS)).sum(Axis.COLUMNS), outputs));
    assertFails(contract::treatsRowsAlone);
  }

  @Test
  void aNetworkOfTheWrongSize() {
    NetworkContract<NoSettings> contract = network(List.of(), (scope, in, outputs) -> in.x());
    assertFails(contract::hasTheSizeAskedFor);
  }

  /** As many channels as go in come out, however many are asked for. */
  @Test
  void aNetworkOfImagesOfTheWrongSize() {
    NetworkContract<NoSettings> vectors = network(List.of(), (scope, in, outputs) -> in.x());
    NetworkContract<NoSettings> images =
        new NetworkContract<>() {
          @Override
          public NetworkProvider<NoSettings> provider() {
            return vectors.provider();
          }

          @Override
          public Space space() {
            return Space.of(new ImageLayout(2, 2, 3));
          }
        };
    images.treatsRowsAlone();
    assertFails(images::hasTheSizeAskedFor);
  }

  @Test
  void aNetworkWithAParameterItDoesNotUse() {
    Parameter idle = new Parameter("idle", new Shape(1, 1), Initializer.constant(1));
    NetworkContract<NoSettings> contract =
        network(List.of(idle), (scope, in, outputs) -> wide(mixed(scope, in), outputs));
    assertFails(contract::declaresWhatItUses);
  }

  @Test
  void aProviderNobodyCanFind() {
    NetworkContract<NoSettings> contract =
        network(List.of(), (scope, in, outputs) -> wide(mixed(scope, in), outputs));
    assertFails(contract::isFoundByServiceLoader);
    assertFails(contract::isListedForTheClassPath);
  }

  private static void assertFoundWhereItIsTimed(
      Consumer<NetworkContract<NoSettings>> test, UnaryOperator<NetworkInput> mistake) {
    test.accept(network(List.of(), (scope, in, outputs) -> wide(mixed(scope, in), outputs)));
    NetworkContract<NoSettings> contract =
        network(List.of(), (scope, in, outputs) -> wide(mixed(scope, mistake.apply(in)), outputs));
    assertFails(() -> test.accept(contract));
  }

  @Test
  void aNetworkThatForgetsTheTime() {
    assertFoundWhereItIsTimed(
        NetworkContract::knowsTimeAndCondition,
        in -> new NetworkInput(in.x(), Optional.empty(), in.condition()));
  }

  @Test
  void aNetworkThatForgetsTheCondition() {
    assertFoundWhereItIsTimed(
        NetworkContract::knowsTimeAndCondition,
        in -> new NetworkInput(in.x(), in.time(), Optional.empty()));
  }

  @Test
  void aNetworkWhoseRowsSeeOneTime() {
    assertFoundWhereItIsTimed(
        NetworkContract::knowsTimeAndCondition,
        in ->
            new NetworkInput(
                in.x(),
                in.time().map(t -> t.mean(Axis.ROWS).broadcastTo(t.shape())),
                in.condition()));
  }

  @Test
  void aNetworkThatLosesTheTangentOfTime() {
    assertFoundWhereItIsTimed(
        NetworkContract::carriesTangentsOfTimeAndState,
        in ->
            new NetworkInput(
                in.x(),
                in.time().map(t -> t instanceof Dual dual ? Dual.constant(dual.value()) : t),
                in.condition()));
  }

  @Test
  void aParameterThatIsIdleWhereThereIsACondition() {
    Parameter drive = new Parameter("drive", new Shape(1, 1), Initializer.constant(1));
    NetworkContract<NoSettings> contract =
        network(
            List.of(drive),
            (scope, in, outputs) ->
                in.condition().isPresent()
                    ? wide(mixed(scope, in), outputs)
                    : wide(mixed(scope, in).multiply(scope.parameter("drive")), outputs));
    assertFails(contract::declaresWhatItUses);
  }
}
