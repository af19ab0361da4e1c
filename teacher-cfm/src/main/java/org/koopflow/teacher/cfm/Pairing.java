package org.koopflow.teacher.cfm;

import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;

/** Finds a partner among the data for each row of noise. */
@FunctionalInterface
interface Pairing {
  /** Leaves the rows as they were drawn. */
  Pairing AS_DRAWN =
      (x0, x1, random) -> {
        int[] same = new int[x0.rows()];
        for (int i = 0; i < same.length; i++) {
          same[i] = i;
        }
        return same;
      };

  /**
   * Pairs rows.
   *
   * @param x0 noise, rows x d
   * @param x1 data, rows x d
   * @param random draws where the plan leaves a choice
   * @return for every row of x0 a row of x1
   */
  int[] pair(Batch x0, Batch x1, RandomGenerator random);
}
