package org.koopflow.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.api.teacher.VelocityField;

class SolverTest {
  /** x' = 2 cos(3t) x, whose solution is x0 exp(2 sin(3t) / 3); both coordinates alike. */
  private static final class Swinging implements VelocityField {
    int calls;

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public Batch velocity(Batch t, Batch x) {
      calls++;
      double[] v = x.doubles().clone();
      for (int i = 0; i < v.length; i++) {
        v[i] *= 2 * Math.cos(3 * t.get(i / 2, 0));
      }
      return Batch.ofDoubles(x.rows(), 2, v);
    }
  }

  private static final Batch START = Batch.ofDoubles(2, 2, 1, -2, 0.5, 3);

  private static double error(Sampler sampler, double time) {
    Batch end = sampler.sample(START, time).last();
    double growth = Math.exp(2 * Math.sin(3 * time) / 3);
    double worst = 0;
    for (int i = 0; i < 4; i++) {
      worst = Math.max(worst, Math.abs(end.get(i / 2, i % 2) - growth * START.get(i / 2, i % 2)));
    }
    return worst;
  }

  static Stream<Arguments> fixed() {
    return Stream.of(
        Arguments.of(new FixedStepProvider.Euler(), 1),
        Arguments.of(new FixedStepProvider.Heun(), 2),
        Arguments.of(new FixedStepProvider.Rk4(), 4));
  }

  @ParameterizedTest
  @MethodSource("fixed")
  void errorFallsWithTheOrder(FixedStepProvider provider, int order) {
    for (double time : new double[] {1, 0.37}) {
      DoubleUnaryOperator error =
          steps ->
              error(
                  provider.create(
                      new FixedStepProvider.Settings((int) steps), SampledModel.of(new Swinging())),
                  time);
      double observed = Math.log(error.applyAsDouble(100) / error.applyAsDouble(400)) / Math.log(4);
      assertThat(observed)
          .as("order of %s at t = %s", provider.name(), time)
          .isCloseTo(order, within(0.35));
    }
  }

  @ParameterizedTest
  @MethodSource("fixed")
  void evaluationsAreCounted(FixedStepProvider provider, int order) {
    Swinging field = new Swinging();
    Sampler sampler = provider.create(new FixedStepProvider.Settings(10), SampledModel.of(field));
    Trajectory trajectory = sampler.sample(START, 1);
    assertThat(trajectory.evaluations()).isEqualTo(field.calls).isEqualTo(10 * order);
  }

  @Test
  void intermediateTimesCostNoFurtherEvaluations() {
    Sampler sampler =
        new FixedStepProvider.Rk4()
            .create(new FixedStepProvider.Settings(10), SampledModel.of(new Swinging()));
    assertThat(sampler.sample(START, 0, 0.123, 0.5, 0.77, 1).evaluations()).isEqualTo(40);
  }

  @Test
  void adaptiveErrorFollowsTheTolerance() {
    for (double tolerance : new double[] {1e-3, 1e-6, 1e-9}) {
      Sampler sampler = adaptive(tolerance, new Swinging());
      assertThat(error(sampler, 1)).isLessThan(30 * tolerance);
      assertThat(error(sampler, 0.4)).isLessThan(30 * tolerance);
    }
  }

  @Test
  void adaptiveCountsWhatItUses() {
    Swinging field = new Swinging();
    Trajectory trajectory = adaptive(1e-6, field).sample(START, 0.2, 0.2, 1);
    assertThat(trajectory.evaluations()).isEqualTo(field.calls).isGreaterThan(20);
    assertThat(trajectory.states().get(0)).isEqualTo(trajectory.states().get(1));
  }

  @Test
  void adaptiveGivesUpInsteadOfRunningForEver() {
    Sampler sampler =
        new DormandPrinceProvider()
            .create(
                new DormandPrinceProvider.Settings(1e-12, 1e-12, 3),
                SampledModel.of(new Swinging()));
    assertThatThrownBy(() -> sampler.sample(START, 1))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining("after 3 steps");
  }

  @Test
  void aFieldThatIsNotFiniteIsReported() {
    VelocityField broken =
        new VelocityField() {
          @Override
          public int dimension() {
            return 2;
          }

          @Override
          public Batch velocity(Batch t, Batch x) {
            return Batch.ofDoubles(x.rows(), 2, Double.NaN, 0, 0, 0);
          }
        };
    assertThatThrownBy(() -> adaptive(1e-5, broken).sample(START, 1))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining("not finite");
  }

  @Test
  void timesAreChecked() {
    Sampler sampler = adaptive(1e-5, new Swinging());
    assertThatThrownBy(() -> sampler.sample(START, 1.5))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining("got 1.5");
    assertThatThrownBy(() -> sampler.sample(START, 0.5, 0.2))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining("ascend");
    assertThatThrownBy(() -> sampler.sample(START, new double[0]))
        .isInstanceOf(SpecificationException.class);
  }

  @Test
  void tableausAreConsistent() {
    for (Tableau tableau :
        new Tableau[] {Tableau.EULER, Tableau.HEUN, Tableau.RK4, Tableau.DORMAND_PRINCE}) {
      assertThat(Stream.of(tableau.weights()).flatMapToDouble(java.util.Arrays::stream).sum())
          .isCloseTo(1, within(1e-14));
      for (int i = 0; i < tableau.nodes().length; i++) {
        assertThat(java.util.Arrays.stream(tableau.stages()[i]).sum())
            .as("row %s", i)
            .isCloseTo(tableau.nodes()[i], within(1e-13));
      }
    }
    assertThat(java.util.Arrays.stream(Tableau.DORMAND_PRINCE.error()).sum())
        .isCloseTo(0, within(1e-15));
    assertThat(Tableau.DORMAND_PRINCE.firstSameAsLast()).isTrue();
    assertThat(Tableau.HEUN.firstSameAsLast()).isFalse();
  }

  /**
   * Conditions {@code sum b c^k = 1 / (k + 1)}: quadrature of polynomials is exact below the order.
   */
  @Test
  void weightsIntegratePolynomials() {
    for (Tableau tableau :
        new Tableau[] {Tableau.EULER, Tableau.HEUN, Tableau.RK4, Tableau.DORMAND_PRINCE}) {
      for (int k = 0; k < tableau.order(); k++) {
        assertThat(moment(tableau.weights(), tableau.nodes(), k))
            .as("order %s, power %s", tableau.order(), k)
            .isCloseTo(1.0 / (k + 1), within(1e-14));
      }
    }
    // The embedded method is one order lower: the two agree up to the third power, and no further.
    Tableau pair = Tableau.DORMAND_PRINCE;
    for (int k = 0; k < 4; k++) {
      assertThat(moment(pair.error(), pair.nodes(), k)).isCloseTo(0, within(1e-15));
    }
    assertThat(Math.abs(moment(pair.error(), pair.nodes(), 4))).isGreaterThan(1e-5);
  }

  private static double moment(double[] weights, double[] nodes, int power) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * Math.pow(nodes[i], power);
    }
    return sum;
  }

  /** An estimate that is far too large or too small shows in the number of steps. */
  @Test
  void adaptiveWorksNoHarderThanTheToleranceAsks() {
    for (double tolerance : new double[] {1e-3, 1e-6, 1e-9}) {
      double error = error(adaptive(tolerance, new Swinging()), 1);
      assertThat(error).isGreaterThan(1e-4 * tolerance);
    }
    int loose = adaptive(1e-4, new Swinging()).sample(START, 1).evaluations();
    int tight = adaptive(1e-9, new Swinging()).sample(START, 1).evaluations();
    // A method of order five takes 10 times the steps for 1e-5 of the error.
    assertThat((double) tight / loose).isBetween(3.0, 15.0);
  }

  private static Sampler adaptive(double tolerance, VelocityField field) {
    return new DormandPrinceProvider()
        .create(
            new DormandPrinceProvider.Settings(tolerance, tolerance, 10_000),
            SampledModel.of(field));
  }
}
