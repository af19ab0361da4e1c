package org.koopflow.teacher.cfm;

import org.koopflow.numerics.dense.Assignment;
import org.koopflow.numerics.distance.SquaredDistances;

/**
 * Which noise is joined to which data inside a minibatch.
 *
 * <p>Minibatch plans say nothing about classes: within one class, the noise an optimal plan joins
 * to it is no longer standard normal. Without a condition nothing is skewed as long as samples are
 * drawn of all classes together; what is said of single classes is, and a run on data with labels
 * warns of it. Under a condition each class is coupled by itself ({@link Pairing#inside}).
 */
public enum Coupling {
  /** As drawn: the product of noise and data. */
  INDEPENDENT,
  /** The exact optimal assignment by squared distance (Tong et al. 2024, OT-CFM). */
  OT,
  /** Partners drawn from the entropic optimal plan, by Sinkhorn's iteration. */
  SINKHORN;

  /** The solver; regularization belongs to {@link #SINKHORN}. */
  Pairing pairing(double regularization) {
    return switch (this) {
      case INDEPENDENT -> Pairing.AS_DRAWN;
      case OT -> (x0, x1, random) -> Assignment.solve(SquaredDistances.ofPairs(x0, x1), x0.rows());
      case SINKHORN ->
          (x0, x1, random) ->
              Sinkhorn.plan(SquaredDistances.ofPairs(x0, x1), x0.rows(), regularization)
                  .draw(random);
    };
  }
}
