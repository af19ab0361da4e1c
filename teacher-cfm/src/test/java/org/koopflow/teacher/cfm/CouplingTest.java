package org.koopflow.teacher.cfm;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.numerics.distance.SquaredDistances;

class CouplingTest {
  @Property(tries = 30)
  void aMinibatchIsNeverDearerThanAsDrawn(
      @ForAll @IntRange(min = 2, max = 200) int n,
      @ForAll @IntRange(min = 1, max = 5) int d,
      @ForAll long seed) {
    RandomStreams random = new RandomStreams(seed);
    Batch x0 = RandomStreams.normal(n, d, random.stream("x0"));
    Batch x1 = RandomStreams.normal(n, d, random.stream("x1"));
    int[] pairs = Coupling.OT.pairing(0).pair(x0, x1, random.stream("pairs"));
    int[] drawn = Coupling.INDEPENDENT.pairing(0).pair(x0, x1, random.stream("pairs"));
    float[] cost = SquaredDistances.ofPairs(x0, x1);
    assertThat(total(cost, drawn)).isEqualTo(identity(cost, n));
    assertThat(total(cost, pairs)).isLessThanOrEqualTo(identity(cost, n) * (1 + 1e-12));
  }

  private static double total(float[] cost, int[] columns) {
    double sum = 0;
    for (int i = 0; i < columns.length; i++) {
      sum += cost[i * columns.length + columns[i]];
    }
    return sum;
  }

  private static double identity(float[] cost, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += cost[i * n + i];
    }
    return sum;
  }
}
