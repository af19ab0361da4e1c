package org.koopflow.api.network;

import java.util.List;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/** A trainable function of rows: the building block of velocity fields, liftings and decoders. */
public interface Network {
  /**
   * Number of input coordinates.
   *
   * @return columns of the input
   */
  int inputs();

  /**
   * Number of output coordinates.
   *
   * @return columns of the output
   */
  int outputs();

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
   * @param input rows x {@link #inputs()}
   * @return rows x {@link #outputs()}
   */
  Tensor apply(Scope scope, Tensor input);
}
