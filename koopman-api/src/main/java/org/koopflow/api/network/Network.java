package org.koopflow.api.network;

import java.util.List;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/** A trainable function of rows: the building block of velocity fields, liftings and decoders. */
public interface Network {
  /**
   * What it was made for.
   *
   * @return its inputs and outputs
   */
  NetworkContext context();

  /**
   * Its parameters.
   *
   * @return names relative to the scope it is applied in
   */
  List<Parameter> parameters();

  /**
   * Applies the network to every row.
   *
   * @param scope holds its parameters
   * @param input what the {@link #context} says it sees
   * @return rows x {@link NetworkContext#outputs}
   */
  Tensor apply(Scope scope, NetworkInput input);
}
