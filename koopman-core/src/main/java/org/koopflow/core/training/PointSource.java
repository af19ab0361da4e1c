package org.koopflow.core.training;

import java.util.Optional;
import org.koopflow.api.Batch;

/** Where the points of the consistency term come from. */
interface PointSource {
  /** Points for the next step. */
  Points next();

  /**
   * Points of the teacher's marginal path.
   *
   * @param t times, rows x 1
   * @param x states, rows x d
   * @param velocity the teacher's velocity there, rows x d; empty if it is not known
   */
  record Points(Batch t, Batch x, Optional<Batch> velocity) {}
}
