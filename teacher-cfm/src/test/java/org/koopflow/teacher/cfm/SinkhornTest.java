package org.koopflow.teacher.cfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.RandomStreams;
import org.koopflow.numerics.dense.Assignment;
import org.koopflow.numerics.distance.SquaredDistances;

class SinkhornTest {
  private static float[] cost(int n, long seed) {
    RandomStreams random = new RandomStreams(seed);
    return SquaredDistances.ofPairs(
        RandomStreams.normal(n, 2, random.stream("x0")),
        RandomStreams.normal(n, 2, random.stream("x1")));
  }

  private static double transport(float[] cost, Sinkhorn plan) {
    double sum = 0;
    for (int k = 0; k < cost.length; k++) {
      sum += plan.plan()[k] * cost[k];
    }
    return sum;
  }

  @Property(tries = 40)
  void marginalsAreMet(
      @ForAll @IntRange(min = 1, max = 60) int n,
      @ForAll @DoubleRange(min = 0.05, max = 20) double regularization,
      @ForAll long seed) {
    double[] plan = Sinkhorn.plan(cost(n, seed), n, regularization).plan();
    double rows = 0;
    double columns = 0;
    for (int i = 0; i < n; i++) {
      double row = 0;
      double column = 0;
      for (int j = 0; j < n; j++) {
        assertThat(plan[i * n + j]).isGreaterThanOrEqualTo(0);
        row += plan[i * n + j];
        column += plan[j * n + i];
      }
      rows += Math.abs(row - 1.0 / n);
      columns += Math.abs(column - 1.0 / n);
    }
    assertThat(rows).isLessThan(1e-12);
    assertThat(columns).isLessThanOrEqualTo(1e-6);
  }

  /** The optimum is the only plan with these marginals of the form {@code u_i exp(-C_ij/r) v_j}. */
  @Property(tries = 20)
  void thePlanHasTheFormOfTheOptimum(
      @ForAll @DoubleRange(min = 0.1, max = 5) double regularization, @ForAll long seed) {
    int n = 12;
    float[] cost = cost(n, seed);
    double[] plan = Sinkhorn.plan(cost, n, regularization).plan();
    double[] scaled = new double[n * n];
    for (int k = 0; k < scaled.length; k++) {
      scaled[k] = regularization * Math.log(plan[k]) + cost[k];
    }
    for (int i = 1; i < n; i++) {
      for (int j = 1; j < n; j++) {
        double mixed = scaled[i * n + j] - scaled[i * n] - scaled[j] + scaled[0];
        assertThat(mixed).isCloseTo(0, within(1e-9));
      }
    }
  }

  @Example
  void twoPointsHaveAClosedForm() {
    double c = 3;
    double r = 0.7;
    double[] plan = Sinkhorn.plan(new float[] {0, (float) c, (float) c, 0}, 2, r).plan();
    double stay = 0.5 / (1 + Math.exp(-c / r));
    assertThat(plan[0]).isCloseTo(stay, within(1e-12));
    assertThat(plan[1]).isCloseTo(0.5 - stay, within(1e-12));
  }

  @Example
  void regularizationLeadsFromTheExactPlanToTheProduct() {
    int n = 64;
    float[] cost = cost(n, 5);
    double exact = 0;
    int[] columns = Assignment.solve(cost, n);
    for (int i = 0; i < n; i++) {
      exact += cost[i * n + columns[i]] / n;
    }
    double mean = Sinkhorn.mean(cost);
    double tight = transport(cost, Sinkhorn.plan(cost, n, 0.005));
    double middle = transport(cost, Sinkhorn.plan(cost, n, 1));
    double loose = transport(cost, Sinkhorn.plan(cost, n, 1e5));
    // The entropic plan costs at most r log n more than the exact one.
    assertThat(tight).isBetween(exact - 1e-4, exact + 0.005 * Math.log(n));
    assertThat(middle).isBetween(tight, loose);
    assertThat(loose).isCloseTo(mean, within(1e-3));
  }

  @Example
  void partnersAreDrawnFromThePlan() {
    Sinkhorn plan = new Sinkhorn(2, new double[] {0.4, 0.1, 0.1, 0.4});
    var random = new RandomStreams(6).stream("draw");
    int own = 0;
    for (int k = 0; k < 10_000; k++) {
      int[] drawn = plan.draw(random);
      own += (drawn[0] == 0 ? 1 : 0) + (drawn[1] == 1 ? 1 : 0);
    }
    // Five standard errors around 0.8.
    assertThat(own / 20_000.0).isCloseTo(0.8, within(0.015));
  }

  @Example
  void whatCannotBeMetIsAnError() {
    assertThatThrownBy(() -> Sinkhorn.plan(cost(200, 7), 200, 1e-4, 1))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining("after 520 rounds: regularization 1.0E-4 is too small");
  }
}
