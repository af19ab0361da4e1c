package org.koopflow.spectral;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.koopflow.numerics.dense.Assignment;

/**
 * Which mode of one spectrum is which of another: of training that went on, another seed, a smaller
 * model. Rates are paired so that the sum of their distances is smallest; with unequal numbers of
 * modes the ones left over have no partner.
 *
 * @param pairs partners, in the order of the first spectrum's modes
 * @param onlyFirst modes of the first spectrum without a partner
 * @param onlySecond modes of the second spectrum without a partner
 */
public record SpectrumMatching(List<Pair> pairs, List<Mode> onlyFirst, List<Mode> onlySecond) {
  /**
   * Two modes taken for the same.
   *
   * @param first mode of the first spectrum
   * @param second mode of the second spectrum
   * @param distance modulus of the difference of their rates, per unit time
   */
  public record Pair(Mode first, Mode second, double distance) {}

  /**
   * Matches two spectra.
   *
   * @param first one spectrum
   * @param second the other
   * @return the best pairing
   */
  public static SpectrumMatching between(Spectrum first, Spectrum second) {
    List<Mode> ours = first.modes();
    List<Mode> theirs = second.modes();
    int n = Math.max(ours.size(), theirs.size());
    double[] cost = new double[n * n];
    for (int i = 0; i < ours.size(); i++) {
      for (int j = 0; j < theirs.size(); j++) {
        cost[i * n + j] = ours.get(i).rate().minus(theirs.get(j).rate()).abs();
      }
    }
    int[] partner = Assignment.solve(cost, n);
    List<Pair> pairs = new ArrayList<>();
    List<Mode> left = new ArrayList<>();
    List<Mode> other = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int j = partner[i];
      if (i < ours.size() && j < theirs.size()) {
        pairs.add(new Pair(ours.get(i), theirs.get(j), cost[i * n + j]));
      } else if (i < ours.size()) {
        left.add(ours.get(i));
      } else if (j < theirs.size()) {
        other.add(theirs.get(j));
      }
    }
    other.sort(Comparator.comparingInt(Mode::index));
    return new SpectrumMatching(List.copyOf(pairs), List.copyOf(left), List.copyOf(other));
  }

  /**
   * The pair that fits worst.
   *
   * @return its distance, 0 if there is none
   */
  public double largestDistance() {
    return pairs.stream().mapToDouble(Pair::distance).max().orElse(0);
  }
}
