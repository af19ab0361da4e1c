package org.koopflow.numerics.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jgrapht.alg.matching.KuhnMunkresMinimalWeightBipartitePerfectMatching;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;
import org.koopflow.api.Batch;
import org.koopflow.numerics.distance.SquaredDistances;

/** The assignment against all permutations, another solver and closed forms. */
class AssignmentTest {
  /** Costs with ties where levels are few, spread over many magnitudes where asked. */
  private static float[] cost(int n, int levels, boolean wide, long seed) {
    Random random = new Random(seed);
    float[] cost = new float[n * n];
    for (int i = 0; i < cost.length; i++) {
      cost[i] = levels > 0 ? random.nextInt(levels) : random.nextFloat();
      if (wide) {
        cost[i] *= (float) Math.pow(10, 4 * random.nextDouble());
      }
    }
    return cost;
  }

  private static double[] wide(float[] cost) {
    double[] wide = new double[cost.length];
    Arrays.setAll(wide, k -> cost[k]);
    return wide;
  }

  private static double total(double[] cost, int[] columns) {
    double sum = 0;
    for (int i = 0; i < columns.length; i++) {
      sum += cost[i * columns.length + columns[i]];
    }
    return sum;
  }

  private static double solved(float[] cost, int n) {
    double sum = solved(wide(cost), n);
    assertThat(total(wide(cost), Assignment.solve(cost, n)))
        .as("in single precision")
        .isEqualTo(sum);
    return sum;
  }

  private static double solved(double[] cost, int n) {
    int[] columns = Assignment.solve(cost, n);
    assertThat(Arrays.stream(columns).distinct().filter(j -> j >= 0 && j < n).count())
        .as("one column each")
        .isEqualTo(n);
    return total(cost, columns);
  }

  private static double bruteForce(float[] cost, int n, int row, int used) {
    if (row == n) {
      return 0;
    }
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < n; j++) {
      if ((used & 1 << j) == 0) {
        least = Math.min(least, cost[row * n + j] + bruteForce(cost, n, row + 1, used | 1 << j));
      }
    }
    return least;
  }

  @Property(tries = 400)
  void noPermutationIsCheaper(
      @ForAll @IntRange(min = 1, max = 7) int n,
      @ForAll @IntRange(max = 4) int levels,
      @ForAll boolean wide,
      @ForAll long seed) {
    float[] cost = cost(n, levels, wide, seed);
    double best = bruteForce(cost, n, 0, 0);
    assertThat(solved(cost, n)).isCloseTo(best, within(1e-12 * (1 + best)));
  }

  @Property(tries = 60)
  void anIndependentSolverFindsNothingCheaper(
      @ForAll @IntRange(min = 8, max = 60) int n,
      @ForAll @IntRange(max = 5) int levels,
      @ForAll boolean wide,
      @ForAll long seed) {
    float[] cost = cost(n, levels, wide, seed);
    double best = otherSolver(wide(cost), n);
    // That solver adds up in another order, from costs raised by one.
    assertThat(solved(cost, n)).isCloseTo(best, within(1e-11 * (n + best)));
  }

  /** In double precision, rounded to few digits, which makes ties, and of either sign. */
  @Property(tries = 60)
  void costsOfEitherSignAreAssignedAsWell(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 25) int n,
      @ForAll @IntRange(min = 1, max = 4) int digits) {
    Random random = new Random(seed);
    double scale = Math.pow(10, digits);
    double[] cost = new double[n * n];
    for (int i = 0; i < cost.length; i++) {
      cost[i] = Math.rint((random.nextDouble() - 0.3) * scale) / scale;
    }
    assertThat(solved(cost, n)).isCloseTo(otherSolver(cost, n), within(1e-10));
    double[] negative = Arrays.stream(cost).map(value -> value - 1).toArray();
    assertThat(solved(negative, n)).isCloseTo(otherSolver(cost, n) - n, within(1e-10));
  }

  /** That solver wants costs of at least 0; every assignment rises by n. */
  private static double otherSolver(double[] cost, int n) {
    SimpleWeightedGraph<Integer, DefaultWeightedEdge> graph =
        new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
    Set<Integer> rows = new HashSet<>();
    Set<Integer> columns = new HashSet<>();
    for (int i = 0; i < n; i++) {
      rows.add(i);
      columns.add(n + i);
      graph.addVertex(i);
      graph.addVertex(n + i);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        graph.setEdgeWeight(graph.addEdge(i, n + j), cost[i * n + j] + 1);
      }
    }
    return new KuhnMunkresMinimalWeightBipartitePerfectMatching<>(graph, rows, columns)
            .getMatching()
            .getWeight()
        - n;
  }

  private static double identity(float[] cost, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += cost[i * n + i];
    }
    return sum;
  }

  @Example
  void sortedNumbersAreMatchedInTheirOrder() {
    int n = 1024;
    Random random = new Random(4);
    float[] x = new float[n];
    float[] y = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextFloat();
      // Half of the data are one and the same point, as rounded data are.
      y[i] = random.nextBoolean() ? 0.5f : random.nextFloat();
    }
    float[] cost = SquaredDistances.ofPairs(Batch.of(n, 1, x), Batch.of(n, 1, y));
    double found = solved(cost, n);
    Arrays.sort(x);
    Arrays.sort(y);
    float[] sorted = SquaredDistances.ofPairs(Batch.of(n, 1, x), Batch.of(n, 1, y));
    assertThat(found).isCloseTo(identity(sorted, n), within(1e-9));
  }

  @Example
  void equalPointsCostNothing() {
    Batch same = Batch.filled(50, 3, 2);
    assertThat(solved(SquaredDistances.ofPairs(same, same), 50)).isZero();
  }

  @Example
  void fiveHundredNumbersInDoublePrecisionAreMatchedInTheirOrder() {
    int n = 500;
    Random random = new Random(4);
    double[] x = random.doubles(n).toArray();
    double[] y = random.doubles(n).toArray();
    double[] cost = new double[n * n];
    for (int i = 0; i < cost.length; i++) {
      cost[i] = (x[i / n] - y[i % n]) * (x[i / n] - y[i % n]);
    }
    double found = solved(cost, n);
    Arrays.sort(x);
    Arrays.sort(y);
    double expected = 0;
    for (int i = 0; i < n; i++) {
      expected += (x[i] - y[i]) * (x[i] - y[i]);
    }
    assertThat(found).isCloseTo(expected, within(1e-12));
  }

  @Example
  void costsNearTheEndOfTheRangeAreNoTrouble() {
    double huge = 4e307;
    double[] cost = {huge, 0, huge, huge, huge, 0, 0, huge, huge};
    assertThat(Assignment.solve(cost, 3)).containsExactly(1, 2, 0);
    assertThat(solved(new double[] {1e-320, 0, 0, 1e-320}, 2)).isZero();
  }
}
