package org.koopflow.api.network;

import org.koopflow.api.Selection;

/** Makes networks by name, for plug-ins that need one and leave its kind to the specification. */
@FunctionalInterface
public interface Networks {
  /**
   * Makes the selected network.
   *
   * @param selection architecture and settings
   * @param context what it is made for
   * @return the network
   * @throws org.koopflow.api.SpecificationException if the selection is not known or not valid
   */
  Network create(Selection<NetworkProvider<?>> selection, NetworkContext context);
}
