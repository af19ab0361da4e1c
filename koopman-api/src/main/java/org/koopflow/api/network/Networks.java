package org.koopflow.api.network;

import org.koopflow.api.Selection;

/** Makes networks by name, for plug-ins that need one and leave its kind to the specification. */
@FunctionalInterface
public interface Networks {
  /**
   * Makes the selected network.
   *
   * @param selection architecture and settings
   * @param inputs columns of the input
   * @param outputs columns of the output
   * @return the network
   * @throws org.koopflow.api.SpecificationException if the selection is not known or not valid
   */
  Network create(Selection<NetworkProvider<?>> selection, int inputs, int outputs);
}
