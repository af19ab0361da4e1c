package org.koopflow.testkit.example;

import org.koopflow.api.NoSettings;
import org.koopflow.api.Selection;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.testkit.SmallNetworks;

/** The kit's small networks as a plug-in. */
public final class SmallNetworkProvider implements NetworkProvider<NoSettings> {
  @Override
  public String name() {
    return "small";
  }

  @Override
  public String summary() {
    return "one hidden layer";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public Network create(NoSettings settings, NetworkContext context) {
    return new SmallNetworks().create(Selection.of("small"), context);
  }
}
