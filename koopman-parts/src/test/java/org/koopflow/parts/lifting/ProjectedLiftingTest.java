package org.koopflow.parts.lifting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Selection;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.LiftingContext;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Shape;
import org.koopflow.numerics.host.HostFunctions;
import org.koopflow.testkit.SmallNetworks;

/** What the documented parameters mean: others write such liftings down by their names. */
class ProjectedLiftingTest {
  private static final double ROUNDING = 1e-14;

  /** Two of the five monomials x, y, x^2, xy, y^2, mixed, beside a path of three terms. */
  private static final Lifting LIFTING = lifting(Space.of(2));

  private static final Weights WEIGHTS =
      new Weights(
          Map.of(
              "projection", Batch.ofDoubles(2, 5, 1, 2, 0, 0, -1, 0, 0, 3, 0.5, 0),
              "basis", Batch.ofDoubles(5, 2, 2, 1, 0, -3, 7, 7, 7, 7, 7, 7),
              "path", Batch.ofDoubles(3, 5, 1, 2, 0, 0, 0, 3, 4, 0, 0, 0, 5, 6, 0, 0, 0)));

  private static Lifting lifting(Space rows) {
    ProjectedLiftingProvider provider = new ProjectedLiftingProvider();
    PolynomialLiftingProvider base = new PolynomialLiftingProvider();
    return provider.create(
        new ProjectedLiftingProvider.Settings(2, 3, Selection.of(base.name())),
        new LiftingContext(
            rows,
            new SmallNetworks(),
            (selection, space) ->
                base.create(
                    new PolynomialLiftingProvider.Settings(
                        2, false, Decoder.PROJECTION, base.defaults().network()),
                    new LiftingContext(space, new SmallNetworks(), null))));
  }

  @Test
  void theParametersHaveTheDocumentedNames() {
    assertThat(LIFTING.parameters())
        .extracting(Parameter::name)
        .containsExactly("projection", "basis", "path");
    ProjectedLiftingProvider provider = new ProjectedLiftingProvider();
    Lifting nested =
        provider.create(
            new ProjectedLiftingProvider.Settings(1, 1, Selection.of("any")),
            new LiftingContext(Space.of(2), new SmallNetworks(), (selection, space) -> LIFTING));
    assertThat(nested.parameters())
        .extracting(Parameter::name)
        .containsExactly(
            "base.projection", "base.basis", "base.path", "projection", "basis", "path");
  }

  @Test
  void theProjectionMixesTheObservablesOfTheBase() {
    double x = 0.7;
    double y = -1.3;
    Map<String, Batch> out =
        HostFunctions.evaluate(
            (scope, in) -> Map.of("g", LIFTING.observables(scope, in.get("t"), in.get("x"))),
            WEIGHTS,
            Map.of("t", Batch.ofDoubles(1, 1, 0.4), "x", Batch.ofDoubles(1, 2, x, y)));
    assertThat(out.get("g").doubles())
        .containsExactly(
            new double[] {x + 2 * y - y * y, 3 * x * x + 0.5 * x * y}, within(ROUNDING));
  }

  @Test
  void theBaseDecodesTheBasisAndAChebyshevSeriesInTime() {
    for (double t : List.of(0.0, 0.4, 1.0)) {
      double s = 2 * t - 1;
      double g = 0.9;
      double h = -0.2;
      Map<String, Batch> out =
          HostFunctions.evaluate(
              (scope, in) -> Map.of("x", LIFTING.decode(scope, in.get("z"))),
              WEIGHTS,
              Map.of("z", Batch.ofDoubles(1, 4, 1, t, g, h)));
      double second = 2 * s * s - 1;
      assertThat(out.get("x").doubles())
          .containsExactly(
              new double[] {2 * g + h + 1 + 3 * s + 5 * second, -3 * h + 2 + 4 * s + 6 * second},
              within(ROUNDING));
    }
  }

  @Test
  void aConditionShiftsWhatTheBaseDecodes() {
    Lifting conditioned = lifting(Space.of(2).withConditions(3));
    assertThat(conditioned.parameters())
        .filteredOn(parameter -> parameter.name().equals("drive"))
        .singleElement()
        .satisfies(drive -> assertThat(drive.shape()).isEqualTo(new Shape(5, 3)));
    Weights drive =
        new Weights(
            Map.of("drive", Batch.ofDoubles(5, 3, 1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
    Map<String, Batch> out =
        HostFunctions.evaluate(
            (scope, in) -> Map.of("x", conditioned.decode(scope, in.get("z"))),
            WEIGHTS.and(drive),
            // Half the time is 0 for the polynomials: 1, 0 and -1.
            Map.of("z", Batch.ofDoubles(1, 7, 1, 0.5, 0, 1, -1, 0.9, -0.2)));
    assertThat(out.get("x").doubles())
        .containsExactly(
            new double[] {1.8 - 0.2 + 1 - 5 + 2 - 3, 0.6 + 2 - 6 + 5 - 6}, within(ROUNDING));
  }
}
