package org.koopflow.testkit.broken;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.koopflow.testkit.broken.Found.assertFinds;

import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.koopflow.api.NoSettings;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.testkit.NetworkContract;
import org.koopflow.testkit.PluginContract;
import org.koopflow.testkit.example.SmallNetworkProvider;

/** Mistakes in what a plug-in of any kind may say of itself. */
class BrokenProvidersTest {
  private static NetworkContract<NoSettings> saying(Supplier<Optional<String>> unavailable) {
    final class Provider extends Named implements NetworkProvider<NoSettings> {
      @Override
      public Optional<String> unavailable() {
        return unavailable.get();
      }

      @Override
      public Network create(NoSettings settings, NetworkContext context) {
        return new SmallNetworkProvider().create(settings, context);
      }
    }
    return Provider::new;
  }

  private static void assertFound(Supplier<Optional<String>> mistake) {
    assertFinds(
        PluginContract::saysInOneLineWhyItIsUnavailable,
        saying(() -> Optional.of("its library is missing")),
        saying(mistake));
  }

  @Test
  void aReasonOfTwoLines() {
    assertFound(() -> Optional.of("its library is missing\nand so is its cache"));
  }

  @Test
  void aReasonThatSaysNothing() {
    assertFound(() -> Optional.of(" "));
  }

  /** Settings with something to change. */
  public record Counted(int count) {}

  @Test
  void defaultsThatChange() {
    final class Provider implements NetworkProvider<Counted> {
      private int asked;

      @Override
      public String name() {
        return "counting";
      }

      @Override
      public String summary() {
        return "counts";
      }

      @Override
      public Counted defaults() {
        return new Counted(asked++);
      }

      @Override
      public Network create(Counted settings, NetworkContext context) {
        return new SmallNetworkProvider().create(new NoSettings(), context);
      }
    }
    Provider counting = new Provider();
    NetworkContract<Counted> contract = () -> counting;
    assertThatThrownBy(contract::defaultsAreReadable).hasMessageContaining("asked for again");
  }

  @Test
  void aReasonThatChanges() {
    int[] asked = {0};
    assertFound(() -> asked[0]++ == 0 ? Optional.of("not loaded yet") : Optional.empty());
  }
}
