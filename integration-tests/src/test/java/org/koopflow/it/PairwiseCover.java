package org.koopflow.it;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Few combinations in which every allowed pair of values of two axes occurs, and every allowed
 * choice of values of some larger groups of axes. Greedy: each row is the best of some random ones
 * that begin with a choice still missing.
 */
final class PairwiseCover {
  private static final int CANDIDATES = 400;

  private final List<List<String>> axes;
  private final List<List<Integer>> groups = new ArrayList<>();
  private final Predicate<List<String>> allowed;
  private final Random random = new Random(7);

  /** A value of each axis of a group. */
  private record Choice(List<Integer> group, List<String> values) {}

  /**
   * Describes what to cover.
   *
   * @param axes values of each axis
   * @param larger groups of axes, by their indices, to be covered beside all pairs
   * @param allowed whether a whole row makes sense
   */
  PairwiseCover(
      List<List<String>> axes, List<List<Integer>> larger, Predicate<List<String>> allowed) {
    this.axes = axes;
    this.allowed = allowed;
    for (int i = 0; i < axes.size(); i++) {
      for (int j = i + 1; j < axes.size(); j++) {
        groups.add(List.of(i, j));
      }
    }
    groups.addAll(larger);
  }

  /** The rows, one value of each axis in each. */
  List<List<String>> rows() {
    Set<Choice> missing = possible();
    List<List<String>> rows = new ArrayList<>();
    while (!missing.isEmpty()) {
      Choice wanted = missing.iterator().next();
      List<String> best = null;
      int most = 0;
      for (int i = 0; i < CANDIDATES; i++) {
        List<String> row = rowWith(wanted);
        int covered = (int) choices(row).stream().filter(missing::contains).count();
        if (covered > most) {
          best = row;
          most = covered;
        }
      }
      rows.add(best);
      missing.removeAll(choices(best));
    }
    return rows;
  }

  /** Choices that occur in some allowed row. */
  private Set<Choice> possible() {
    Set<Choice> choices = new LinkedHashSet<>();
    for (List<Integer> group : groups) {
      for (List<String> values : products(group)) {
        Choice choice = new Choice(group, values);
        if (attempt(choice, 2_000) != null) {
          choices.add(choice);
        }
      }
    }
    return choices;
  }

  private List<List<String>> products(List<Integer> group) {
    List<List<String>> products = List.of(List.of());
    for (int axis : group) {
      List<List<String>> longer = new ArrayList<>();
      for (List<String> product : products) {
        for (String value : axes.get(axis)) {
          List<String> more = new ArrayList<>(product);
          more.add(value);
          longer.add(more);
        }
      }
      products = longer;
    }
    return products;
  }

  private List<String> rowWith(Choice choice) {
    return attempt(choice, Integer.MAX_VALUE);
  }

  private List<String> attempt(Choice choice, int tries) {
    for (int k = 0; k < tries; k++) {
      List<String> row = new ArrayList<>();
      for (List<String> axis : axes) {
        row.add(axis.get(random.nextInt(axis.size())));
      }
      for (int i = 0; i < choice.group.size(); i++) {
        row.set(choice.group.get(i), choice.values.get(i));
      }
      if (allowed.test(row)) {
        return row;
      }
    }
    return null;
  }

  private Set<Choice> choices(List<String> row) {
    Set<Choice> choices = new HashSet<>();
    for (List<Integer> group : groups) {
      choices.add(new Choice(group, group.stream().map(row::get).toList()));
    }
    return choices;
  }
}
