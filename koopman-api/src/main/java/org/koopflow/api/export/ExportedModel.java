package org.koopflow.api.export;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.Matrix;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Transform;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.Lifting;

/**
 * What there is to export: the student {@code x_t = D(e^{tL} Phi(0, x_0))}, described and with its
 * numbers. The generator is given as the matrix it is, so that nobody needs a backend to have it.
 *
 * @param lifting Phi and D, as functions of tensors
 * @param weights values of the lifting's parameters, by the names it uses
 * @param generator L, n x n, in double precision
 * @param exponential computes {@code e^{tL}} as the model does
 * @param transform from data to the coordinates of the flow and back
 * @param origin where the model comes from
 */
public record ExportedModel(
    Lifting lifting,
    Weights weights,
    Matrix generator,
    Exponential exponential,
    Transform transform,
    Origin origin) {
  /**
   * Checks that lifting and generator mean the same state.
   *
   * @param lifting Phi and D
   * @param weights values of the lifting's parameters
   * @param generator L, n x n
   * @param exponential computes {@code e^{tL}}
   * @param transform from data to the coordinates of the flow and back
   * @param origin where the model comes from
   */
  public ExportedModel {
    lifting.layout().require(generator);
    if (lifting.space().dimension() != transform.dimension()) {
      throw new IllegalArgumentException(
          "the lifting takes states of dimension "
              + lifting.space().dimension()
              + ", the transform gives "
              + transform.dimension());
    }
  }

  /**
   * What a format with room for notes writes beside the numbers.
   *
   * @param specification the resolved specification, as text
   * @param provenance versions, seed and the like, by name, in a fixed order
   */
  public record Origin(String specification, Map<String, Object> provenance) {
    /**
     * Copies the map, keeping its order.
     *
     * @param specification the resolved specification
     * @param provenance versions, seed and the like
     */
    public Origin {
      provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    }
  }
}
