package org.koopflow.parts.lifting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.LiftingContext;
import org.koopflow.api.space.Space;
import org.koopflow.numerics.host.HostFunctions;
import org.koopflow.testkit.SmallNetworks;

class PolynomialLiftingTest {
  private static Lifting lifting(int dimension, int degree, boolean time) {
    PolynomialLiftingProvider provider = new PolynomialLiftingProvider();
    return provider.create(
        new PolynomialLiftingProvider.Settings(
            degree, time, Decoder.PROJECTION, provider.defaults().network()),
        new LiftingContext(Space.of(dimension), new SmallNetworks(), null));
  }

  /** Values of all products of powers with a sum from 1 to p, by the powers themselves. */
  private static List<Double> powers(double[] variables, int degree) {
    List<Double> values = new ArrayList<>();
    int[] exponents = new int[variables.length];
    while (true) {
      int k = 0;
      while (k < exponents.length && ++exponents[k] > degree) {
        exponents[k++] = 0;
      }
      if (k == exponents.length) {
        return values;
      }
      if (Arrays.stream(exponents).sum() <= degree) {
        values.add(
            IntStream.range(0, exponents.length)
                .mapToDouble(i -> Math.pow(variables[i], exponents[i]))
                .reduce(1, (a, b) -> a * b));
      }
    }
  }

  /** Every monomial is there once, at random points where no two are equal. */
  @Property(tries = 60)
  void allMonomialsAreThereOnce(
      @ForAll @IntRange(min = 1, max = 4) int dimension,
      @ForAll @IntRange(min = 1, max = 5) int degree,
      @ForAll boolean time,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double t = random.nextDouble(0.3, 0.9);
    double[] x = random.doubles(dimension, -2, 2).toArray();
    Lifting lifting = lifting(dimension, degree, time);
    double[] observed =
        HostFunctions.evaluate(
                (scope, in) -> Map.of("g", lifting.observables(scope, in.get("t"), in.get("x"))),
                Weights.EMPTY,
                Map.of("t", Batch.ofDoubles(1, 1, t), "x", Batch.ofDoubles(1, dimension, x)))
            .get("g")
            .doubles();
    assertThat(Arrays.copyOf(observed, dimension)).as("the state comes first").isEqualTo(x);
    double[] variables = Arrays.copyOf(x, dimension + (time ? 1 : 0));
    if (time) {
      variables[dimension] = t;
    }
    List<Double> expected = powers(variables, degree);
    if (time) {
      // Time by itself stands in the lifted state already.
      expected.remove(t);
    }
    assertThat(lifting.layout().observables()).isEqualTo(expected.size());
    double[] sorted = expected.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    Arrays.sort(observed);
    for (int i = 0; i < sorted.length; i++) {
      assertThat(observed[i]).isCloseTo(sorted[i], within(1e-13 * (1 + Math.abs(sorted[i]))));
    }
  }

  @Test
  void tooManyAreRefusedWithTheirNumber() {
    assertThatThrownBy(() -> lifting(784, 5, false))
        .isInstanceOf(SpecificationException.class)
        .hasMessage(
            "polynomials of degree 5 in 784 variables are 2515874132156 observables, and at most"
                + " 2000 are allowed; lower degree, or take fewer coordinates by data.components");
    assertThat(lifting(2, 61, false).layout().observables()).isEqualTo(1952);
    assertThatThrownBy(() -> lifting(2, 62, false)).hasMessageContaining("are 2015 observables");
    assertThatThrownBy(() -> lifting(2, Integer.MAX_VALUE, true))
        .isInstanceOf(SpecificationException.class);
  }

  @Test
  void aDegreeBelowOneIsRefused() {
    assertThatThrownBy(() -> lifting(2, 0, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("degree must be at least 1, got 0");
  }
}
