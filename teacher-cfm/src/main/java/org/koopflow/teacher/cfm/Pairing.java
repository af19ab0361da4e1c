package org.koopflow.teacher.cfm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /**
   * Pairs rows inside each class, so that the noise of every class stays what it is. Row by row
   * noise and data begin as drawn, and noise belongs to the class it was drawn for.
   *
   * @param classes condition of each row of data, rows x k; equal rows are one class
   * @param x0 noise, rows x d
   * @param x1 data, rows x d
   * @param random draws where the plan leaves a choice
   * @return for every row of x0 a row of x1 of its class
   */
  default int[] inside(Batch classes, Batch x0, Batch x1, RandomGenerator random) {
    Map<Batch, List<Integer>> members = new LinkedHashMap<>();
    for (int row = 0; row < classes.rows(); row++) {
      members.computeIfAbsent(classes.rows(row, row + 1), one -> new ArrayList<>()).add(row);
    }
    int[] partner = new int[x0.rows()];
    for (List<Integer> rows : members.values()) {
      int[] own = rows.stream().mapToInt(Integer::intValue).toArray();
      int[] chosen = pair(x0.gather(own), x1.gather(own), random);
      for (int i = 0; i < own.length; i++) {
        partner[own[i]] = own[chosen[i]];
      }
    }
    return partner;
  }
}
