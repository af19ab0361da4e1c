package org.koopflow.core.edmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.LiftingContext;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.core.testing.Models;
import org.koopflow.numerics.dense.Eigenbasis;
import org.koopflow.parts.lifting.Decoder;
import org.koopflow.parts.lifting.PolynomialLiftingProvider;

/**
 * Flows whose generator a dictionary holds exactly, against the eigenvalues known by hand: the
 * lifted state adds to those of the observables two zeros, of the constant and of time.
 */
class ExactSpectraTest {
  private static final double TOLERANCE = 1e-8;

  record Value(double real, double imaginary) {}

  private static Lifting polynomials(int dimension, int degree) {
    PolynomialLiftingProvider provider = new PolynomialLiftingProvider();
    return provider.create(
        new PolynomialLiftingProvider.Settings(
            degree, false, Decoder.LINEAR, provider.defaults().network()),
        new LiftingContext(Space.of(dimension), Models.NETWORKS, null));
  }

  /** Fits to states from N(0, I) at random times, in three parts of unequal size. */
  static GeneratorEdmd.Fit fit(
      Lifting lifting, int points, long seed, BiFunction<Double, double[], double[]> field) {
    RandomGenerator random = new SplittableRandom(seed);
    GeneratorEdmd edmd = new GeneratorEdmd(lifting, Weights.EMPTY);
    int d = lifting.space().dimension();
    for (int rows : new int[] {points / 2, points / 3, points - points / 2 - points / 3}) {
      double[] t = new double[rows];
      double[] x = new double[rows * d];
      double[] v = new double[rows * d];
      for (int i = 0; i < rows; i++) {
        t[i] = random.nextDouble();
        double[] state = random.doubles(d, -1.5, 1.5).toArray();
        System.arraycopy(state, 0, x, i * d, d);
        System.arraycopy(field.apply(t[i], state), 0, v, i * d, d);
      }
      edmd.add(
          Batch.ofDoubles(rows, 1, t), Batch.ofDoubles(rows, d, x), Batch.ofDoubles(rows, d, v));
    }
    return edmd.solve(0);
  }

  static Matrix coupling(Matrix generator, StateLayout layout) {
    Batch rows = generator.toBatch().rows(layout.indexOf(0), layout.dimension());
    return Matrix.of(layout.observables(rows));
  }

  static List<Value> eigenvalues(Matrix matrix) {
    Eigenbasis basis = Eigenbasis.of(matrix);
    return IntStream.range(0, basis.size())
        .mapToObj(k -> new Value(basis.real(k), basis.imaginary(k)))
        .toList();
  }

  /** Each expected eigenvalue is found once, and nothing else is. */
  static void assertSpectrum(List<Value> actual, List<Value> expected) {
    List<Value> left = new ArrayList<>(actual);
    assertThat(actual).hasSameSizeAs(expected);
    for (Value each : expected) {
      Value nearest =
          left.stream().min(Comparator.comparingDouble(other -> distance(other, each))).get();
      assertThat(distance(nearest, each)).as("%s in %s", each, actual).isLessThan(TOLERANCE);
      left.remove(nearest);
    }
  }

  private static double distance(Value a, Value b) {
    return Math.hypot(a.real - b.real, a.imaginary - b.imaginary);
  }

  /** All sums of p or fewer, and at least one, of the given numbers. */
  private static List<Value> sums(int degree, Value... values) {
    List<Value> sums = new ArrayList<>();
    addSums(sums, new Value(0, 0), degree, 0, values);
    return sums;
  }

  private static void addSums(List<Value> sums, Value sum, int left, int from, Value... values) {
    for (int i = from; i < values.length && left > 0; i++) {
      Value next = new Value(sum.real + values[i].real, sum.imaginary + values[i].imaginary);
      sums.add(next);
      addSums(sums, next, left - 1, i, values);
    }
  }

  @Test
  void ornsteinUhlenbeckHasMultiplesOfItsRate() {
    double rate = 0.7;
    int degree = 6;
    Lifting lifting = polynomials(1, degree);
    GeneratorEdmd.Fit fit = fit(lifting, 200, 1, (t, x) -> new double[] {-rate * x[0]});
    assertSpectrum(
        eigenvalues(coupling(fit.generator(), lifting.layout())),
        sums(degree, new Value(-rate, 0)));
    assertThat(fit.relativeResidual()).isLessThan(1e-24);
    assertThat(fit.points()).isEqualTo(200);
    // The constant and time bring the eigenvalue 0, twice.
    assertThat(eigenvalues(fit.generator()).stream().filter(e -> distance(e, ZERO) < TOLERANCE))
        .hasSize(2);
  }

  private static final Value ZERO = new Value(0, 0);

  @Test
  void aLinearSystemHasTheSumsOfItsEigenvalues() {
    // A spiral, -0.3 +- 2i, beside a decay, -1.1, in coordinates that mix them.
    Matrix a =
        Matrix.ofRows(
            new double[] {-0.3, 2, 0.4}, new double[] {-2, -0.3, 0.1}, new double[] {0, 0, -1.1});
    Lifting lifting = polynomials(3, 4);
    GeneratorEdmd.Fit fit =
        fit(lifting, 500, 2, (t, x) -> a.times(Matrix.of(3, 1, x.clone())).toArray());
    assertSpectrum(
        eigenvalues(coupling(fit.generator(), lifting.layout())),
        sums(4, new Value(-0.3, 2), new Value(-0.3, -2), new Value(-1.1, 0)));
    assertThat(fit.relativeResidual()).isLessThan(1e-24);
    assertThat(fit.readout()).satisfies(ExactSpectraTest::readsTheStateBack);
  }

  private static void readsTheStateBack(Matrix readout) {
    for (int i = 0; i < readout.rows(); i++) {
      for (int j = 0; j < readout.columns(); j++) {
        assertThat(readout.get(i, j)).isCloseTo(j == 2 + i ? 1 : 0, within(1e-12));
      }
    }
  }

  /** Eigenvalues with a gap, so that the spectrum is well conditioned. */
  @Property(tries = 30)
  void anyDiagonalSystemHasTheSums(
      @ForAll @IntRange(min = 1, max = 4) int degree, @ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    double first = random.nextDouble(-2, -0.5);
    double second = random.nextDouble(0.5, 2);
    Lifting lifting = polynomials(2, degree);
    GeneratorEdmd.Fit fit =
        fit(lifting, 300, seed, (t, x) -> new double[] {first * x[0], second * x[1]});
    assertSpectrum(
        eigenvalues(coupling(fit.generator(), lifting.layout())),
        sums(degree, new Value(first, 0), new Value(second, 0)));
  }

  /** The dictionary [x1, x2, x1^2], in which the slow manifold is exactly linear. */
  private record SlowManifold(StateLayout layout) implements Lifting {
    @Override
    public Space space() {
      return Space.of(2);
    }

    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public Tensor observables(Scope scope, Tensor t, Tensor x) {
      return x.concatenate(Axis.COLUMNS, List.of(x.slice(Axis.COLUMNS, 0, 1).square()));
    }

    @Override
    public Tensor decode(Scope scope, Tensor z) {
      return layout.observables(z).slice(Axis.COLUMNS, 0, 2);
    }
  }

  @Test
  void theSlowManifoldHasThreeEigenvalues() {
    double mu = -0.05;
    double lambda = -1;
    Lifting lifting = new SlowManifold(new StateLayout(3));
    GeneratorEdmd.Fit fit =
        fit(lifting, 100, 3, (t, x) -> new double[] {mu * x[0], lambda * (x[1] - x[0] * x[0])});
    Matrix coupling = coupling(fit.generator(), lifting.layout());
    assertSpectrum(
        eigenvalues(coupling),
        List.of(new Value(mu, 0), new Value(lambda, 0), new Value(2 * mu, 0)));
    double[] exact = {mu, 0, 0, 0, lambda, -lambda, 0, 0, 2 * mu};
    for (int i = 0; i < exact.length; i++) {
      assertThat(coupling.toArray()[i]).isCloseTo(exact[i], within(1e-12));
    }
    assertThat(fit.relativeResidual()).isLessThan(1e-24);
  }

  /** x' = 3 - 2 t - x is linear with an affine part, which stands in b and a. */
  @Test
  void driftInTimeStandsInItsColumns() {
    Lifting lifting = polynomials(1, 1);
    GeneratorEdmd.Fit fit = fit(lifting, 50, 4, (t, x) -> new double[] {3 - 2 * t - x[0]});
    double[] last = Arrays.copyOfRange(fit.generator().toArray(), 6, 9);
    assertThat(last).containsExactly(new double[] {3, -2, -1}, within(1e-12));
  }

  /** Products with powers of time hold what a lifting of the state alone cannot. */
  @Test
  void polynomialsOfTimeHoldAFlowThatIsNotAutonomous() {
    // x' = t x: x is no eigenfunction, t x among the observables makes the first row exact.
    PolynomialLiftingProvider provider = new PolynomialLiftingProvider();
    Lifting lifting =
        provider.create(
            new PolynomialLiftingProvider.Settings(
                2, true, Decoder.PROJECTION, provider.defaults().network()),
            new LiftingContext(Space.of(1), Models.NETWORKS, null));
    GeneratorEdmd.Fit fit = fit(lifting, 100, 5, (t, x) -> new double[] {t * x[0]});
    // Observables: x, x^2, x t, t^2. Exact rows: x' = x t, (t^2)' = 2 t.
    Matrix l = fit.generator();
    assertThat(Arrays.copyOfRange(l.toArray(), 12, 18))
        .containsExactly(new double[] {0, 0, 0, 0, 1, 0}, within(1e-10));
    assertThat(Arrays.copyOfRange(l.toArray(), 30, 36))
        .containsExactly(new double[] {0, 2, 0, 0, 0, 0}, within(1e-10));
  }
}
