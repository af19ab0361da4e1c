package org.koopflow.numerics.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

/** The assignment against another solver. */
class AssignmentTest {
  @Property(tries = 60)
  void costsWhatAnotherSolverFinds(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 25) int n,
      @ForAll @IntRange(min = 1, max = 4) int digits) {
    // Few digits make many ties; costs may be negative.
    Random random = new Random(seed);
    double scale = Math.pow(10, digits);
    double[] cost = new double[n * n];
    for (int i = 0; i < cost.length; i++) {
      cost[i] = Math.rint((random.nextDouble() - 0.3) * scale) / scale;
    }
    int[] assigned = Assignment.solve(cost, n);
    double sum = 0;
    Set<Integer> taken = new HashSet<>();
    for (int i = 0; i < n; i++) {
      sum += cost[i * n + assigned[i]];
      taken.add(assigned[i]);
    }
    assertThat(taken).hasSize(n);
    assertThat(sum).isCloseTo(otherSolver(cost, n), within(1e-10));
  }

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
        // That solver wants costs of at least 0; every assignment rises by n.
        graph.setEdgeWeight(graph.addEdge(i, n + j), cost[i * n + j] + 1);
      }
    }
    return new KuhnMunkresMinimalWeightBipartitePerfectMatching<>(graph, rows, columns)
            .getMatching()
            .getWeight()
        - n;
  }

  @Example
  void fiveHundredSamplesAreNoTrouble() {
    // Sorted numbers are matched in their order, whatever order they come in.
    int n = 500;
    Random random = new Random(4);
    double[] x = random.doubles(n).toArray();
    double[] y = random.doubles(n).toArray();
    double[] cost = new double[n * n];
    for (int i = 0; i < cost.length; i++) {
      cost[i] = (x[i / n] - y[i % n]) * (x[i / n] - y[i % n]);
    }
    double sum = 0;
    int[] assigned = Assignment.solve(cost, n);
    for (int i = 0; i < n; i++) {
      sum += cost[i * n + assigned[i]];
    }
    java.util.Arrays.sort(x);
    java.util.Arrays.sort(y);
    double expected = 0;
    for (int i = 0; i < n; i++) {
      expected += (x[i] - y[i]) * (x[i] - y[i]);
    }
    assertThat(sum).isCloseTo(expected, within(1e-12));
  }
}
