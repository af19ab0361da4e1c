package org.koopflow.parts.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.VelocityField;

/** Observed orders of convergence, on problems whose solutions are known. */
class OrderTest {
  /** A problem with its solution. */
  private record Problem(String name, VelocityField field, Batch start, Solution solution) {
    @Override
    public String toString() {
      return name;
    }
  }

  private interface Solution {
    double[] at(double t);
  }

  private interface Slope {
    void at(double t, double[] x, double[] v);
  }

  private static Problem problem(String name, Slope slope, Solution solution) {
    double[] start = solution.at(0);
    VelocityField field =
        new VelocityField() {
          @Override
          public Space space() {
            return Space.of(start.length);
          }

          @Override
          public Batch velocity(Batch t, Batch x) {
            double[] v = new double[x.size()];
            slope.at(t.get(0, 0), x.doubles(), v);
            return Batch.ofDoubles(1, v.length, v);
          }
        };
    return new Problem(name, field, Batch.ofDoubles(1, start.length, start), solution);
  }

  /** Linear with time in it, nonlinear with coupled coordinates, and nonlinear with time in it. */
  private static final List<Problem> PROBLEMS =
      List.of(
          problem(
              "swinging",
              (t, x, v) -> v[0] = 2 * Math.cos(3 * t) * x[0],
              t -> new double[] {Math.exp(2 * Math.sin(3 * t) / 3)}),
          problem(
              "slow manifold",
              (t, x, v) -> {
                v[0] = -x[0];
                v[1] = -3 * (x[1] - x[0] * x[0]);
              },
              // x2 = 3 x1^2 + c e^{-3t} with x1 = 2 e^{-t}
              t -> {
                double slow = 2 * Math.exp(-t);
                return new double[] {slow, 3 * slow * slow - 11 * Math.exp(-3 * t)};
              }),
          problem(
              "Riccati",
              (t, x, v) -> v[0] = -2 * (t + 0.3) * x[0] * x[0],
              t -> new double[] {1 / (t * t + 0.6 * t + 0.5)}));

  static Stream<Arguments> methods() {
    return PROBLEMS.stream()
        .flatMap(
            problem ->
                Stream.of(
                    Arguments.of("euler", Tableau.EULER, problem, 200),
                    Arguments.of("midpoint", Tableau.MIDPOINT, problem, 400),
                    Arguments.of("heun", Tableau.HEUN, problem, 400),
                    Arguments.of("rk4", Tableau.RK4, problem, 100),
                    Arguments.of("dopri5", Tableau.DORMAND_PRINCE, problem, 50),
                    Arguments.of("tsit5", Tableau.TSITOURAS, problem, 50)));
  }

  private static double error(Problem problem, Batch state, double t) {
    double[] exact = problem.solution.at(t);
    double worst = 0;
    for (int i = 0; i < exact.length; i++) {
      worst = Math.max(worst, Math.abs(state.get(0, i) - exact[i]));
    }
    return worst;
  }

  /** Order of the error when steps become four times as short, forward and backward. */
  @ParameterizedTest(name = "{0} on {2}")
  @MethodSource("methods")
  void errorFallsWithTheOrder(String name, Tableau tableau, Problem problem, int steps) {
    double coarse = endError(tableau, problem, steps);
    double fine = endError(tableau, problem, 4 * steps);
    assertThat(Math.log(coarse / fine) / Math.log(4))
        .isBetween(tableau.order() - 0.3, tableau.order() + 0.5);
    double[] end = problem.solution.at(1);
    Batch data = Batch.ofDoubles(1, end.length, end);
    double coarseBack = backError(tableau, problem, data, steps);
    double fineBack = backError(tableau, problem, data, 4 * steps);
    assertThat(Math.log(coarseBack / fineBack) / Math.log(4))
        .as("backward")
        .isBetween(tableau.order() - 0.3, tableau.order() + 0.5);
  }

  private static double endError(Tableau tableau, Problem problem, int steps) {
    Sampler sampler = new FixedStepSampler(tableau, steps, problem.field);
    return error(problem, sampler.sample(problem.start), 1);
  }

  private static double backError(Tableau tableau, Problem problem, Batch data, int steps) {
    Sampler sampler = new FixedStepSampler(tableau, steps, problem.field);
    return error(problem, sampler.transport(data, 1, 0).last(), 0);
  }

  /** Forward and then backward leads to the start as fast as the order says. */
  @ParameterizedTest(name = "{0} on {2}")
  @MethodSource("methods")
  void forwardThenBackwardReturnsToTheStart(
      String name, Tableau tableau, Problem problem, int steps) {
    double[] gaps = new double[2];
    for (int i = 0; i < 2; i++) {
      Sampler sampler = new FixedStepSampler(tableau, steps << 2 * i, problem.field);
      Batch back = sampler.transport(sampler.sample(problem.start), 1, 0).last();
      gaps[i] = error(problem, back, 0);
    }
    assertThat(gaps[1]).isLessThan(gaps[0] / Math.pow(4, tableau.order() - 0.4));
  }

  /** A step keeps its order from a start that is no multiple of its length, and on the way. */
  @ParameterizedTest(name = "{0} on {2}")
  @MethodSource("methods")
  void orderHoldsBetweenTheStepsToo(String name, Tableau tableau, Problem problem, int steps) {
    double[] wanted = {0.4631, 0.5517, 0.6153, 0.7071, 0.8309, 0.9333};
    double[] errors = new double[2];
    double[] first = problem.solution.at(0.37);
    Batch start = Batch.ofDoubles(1, first.length, first);
    for (int i = 0; i < 2; i++) {
      Sampler sampler = new FixedStepSampler(tableau, steps << 2 * i, problem.field);
      List<Batch> states = sampler.transport(start, 0.37, wanted).states();
      for (int k = 0; k < wanted.length; k++) {
        errors[i] = Math.max(errors[i], error(problem, states.get(k), wanted[k]));
      }
    }
    double observed = Math.log(errors[0] / errors[1]) / Math.log(4);
    // The interpolants of the fifth-order pairs are of order four inside a step, whose local error
    // is of order five in its length.
    assertThat(observed).isGreaterThan(tableau.order() - 0.4);
  }

  /**
   * Inside one step from an exact state the interpolant of a pair is wrong by a fifth power of the
   * step's length, a cubic by a fourth.
   */
  @ParameterizedTest(name = "{0} on {2}")
  @MethodSource("methods")
  void interpolantHasItsOrder(String name, Tableau tableau, Problem problem, int steps) {
    double from = 0.2;
    double[] errors = new double[2];
    for (int i = 0; i < 2; i++) {
      double h = 0.04 / (1 << 2 * i);
      Stepper stepper = new Stepper(tableau, problem.field, Precision.FLOAT64, 1);
      double[] x = problem.solution.at(from);
      Stepper.Step step = stepper.step(from, x, stepper.velocity(from, x), h);
      double[] after = stepper.after(step, from + h);
      for (double part : new double[] {0.2, 0.35, 0.5, 0.65, 0.8}) {
        double[] state = Interpolant.at(tableau, step, after, from + part * h);
        Batch inside = Batch.ofDoubles(1, state.length, state);
        errors[i] = Math.max(errors[i], error(problem, inside, from + part * h));
      }
    }
    int order = tableau.dense().length > 0 ? 4 : Math.min(3, tableau.order());
    assertThat(Math.log(errors[0] / errors[1]) / Math.log(4)).isCloseTo(order + 1, within(0.4));
  }
}
