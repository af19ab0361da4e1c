package org.koopflow.it;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Few combinations in which every allowed pair of values of two axes occurs. Greedy: each row is
 * the best of some random ones that begin with a pair still missing.
 */
final class PairwiseCover {
  private static final int CANDIDATES = 400;

  private final List<List<String>> axes;
  private final Predicate<List<String>> allowed;
  private final Random random = new Random(7);

  private record Pair(int first, String left, int second, String right) {}

  /**
   * Describes what to cover.
   *
   * @param axes values of each axis
   * @param allowed whether a whole row makes sense
   */
  PairwiseCover(List<List<String>> axes, Predicate<List<String>> allowed) {
    this.axes = axes;
    this.allowed = allowed;
  }

  /** The rows, one value of each axis in each. */
  List<List<String>> rows() {
    Set<Pair> missing = possible();
    List<List<String>> rows = new ArrayList<>();
    while (!missing.isEmpty()) {
      Pair wanted = missing.iterator().next();
      List<String> best = null;
      int most = 0;
      for (int i = 0; i < CANDIDATES; i++) {
        List<String> row = rowWith(wanted);
        int covered = (int) pairs(row).stream().filter(missing::contains).count();
        if (covered > most) {
          best = row;
          most = covered;
        }
      }
      rows.add(best);
      missing.removeAll(pairs(best));
    }
    return rows;
  }

  /** Pairs that occur in some allowed row. */
  private Set<Pair> possible() {
    Set<Pair> pairs = new LinkedHashSet<>();
    for (int i = 0; i < axes.size(); i++) {
      for (int j = i + 1; j < axes.size(); j++) {
        for (String left : axes.get(i)) {
          for (String right : axes.get(j)) {
            Pair pair = new Pair(i, left, j, right);
            if (attempt(pair, 2_000) != null) {
              pairs.add(pair);
            }
          }
        }
      }
    }
    return pairs;
  }

  private List<String> rowWith(Pair pair) {
    return attempt(pair, Integer.MAX_VALUE);
  }

  private List<String> attempt(Pair pair, int tries) {
    for (int k = 0; k < tries; k++) {
      List<String> row = new ArrayList<>();
      for (List<String> axis : axes) {
        row.add(axis.get(random.nextInt(axis.size())));
      }
      row.set(pair.first, pair.left);
      row.set(pair.second, pair.right);
      if (allowed.test(row)) {
        return row;
      }
    }
    return null;
  }

  private static Set<Pair> pairs(List<String> row) {
    Set<Pair> pairs = new HashSet<>();
    for (int i = 0; i < row.size(); i++) {
      for (int j = i + 1; j < row.size(); j++) {
        pairs.add(new Pair(i, row.get(i), j, row.get(j)));
      }
    }
    return pairs;
  }
}
