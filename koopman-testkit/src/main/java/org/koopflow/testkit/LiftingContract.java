package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.LiftingContext;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.koopman.Liftings;
import org.koopflow.api.network.Networks;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;
import org.koopflow.testkit.reference.Reference;

/**
 * What holds for every lifting.
 *
 * @param <S> its settings
 */
public interface LiftingContract<S extends Record> extends PluginContract<LiftingProvider<S>> {
  /** Coordinates of the condition these tests use. */
  int CONDITIONS = 3;

  /**
   * The settings to test with.
   *
   * @return the defaults unless overridden, for instance by something smaller
   */
  default S settings() {
    return provider().defaults();
  }

  /**
   * Dimension of the states to test with.
   *
   * @return 2 unless overridden
   */
  default int stateDimension() {
    return 2;
  }

  /**
   * Makes the networks the lifting asks for.
   *
   * @return small ones unless overridden
   */
  default Networks networks() {
    return new SmallNetworks();
  }

  /**
   * Makes the lifting that one built on another asks for.
   *
   * @return a small one unless overridden
   */
  default Liftings liftings() {
    return (selection, space) -> new SmallLifting(space);
  }

  /**
   * The rows to lift. Tests give them a condition themselves.
   *
   * @return vectors unless overridden, by images for a lifting or a network that needs them
   */
  default Space space() {
    return Space.of(stateDimension());
  }

  private Space conditional() {
    return space().withConditions(CONDITIONS);
  }

  private Lifting lifting() {
    return lifting(space());
  }

  private Lifting lifting(Space space) {
    return provider().create(settings(), new LiftingContext(space, networks(), liftings()));
  }

  private static Weights weights(Lifting lifting) {
    return Parameters.moved(Parameters.initialize(lifting.parameters(), "lifting"), "lifting");
  }

  private Map<String, Batch> points() {
    return points(space());
  }

  private static Map<String, Batch> points(Space space) {
    Map<String, Batch> points = new LinkedHashMap<>();
    points.put("t", Samples.uniform(5, 1, 0.1, 0.9, "lifting t"));
    points.put("x", Samples.rows(space, 5, "lifting x"));
    points.put("v", space.moving(Samples.normal(5, space.dimension(), "lifting v")));
    return points;
  }

  private static Map<String, Batch> run(
      Lifting lifting, Weights weights, Map<String, Batch> points) {
    TensorFunction function =
        (scope, in) -> {
          Tensor z = lifting.lift(scope, in.get("t"), in.get("x"));
          return Map.of(
              "g", lifting.observables(scope, in.get("t"), in.get("x")),
              "z", z,
              "decoded", lifting.decode(scope, z));
        };
    return Reference.evaluate(function, weights, points);
  }

  /** Lifted states are laid out as promised, and decoded states have the dimension of states. */
  @Test
  default void fitsItsLayout() {
    assertFits(space());
  }

  /**
   * Under a condition the lifted states are {@code [1, t, c, g]} with c as it was given, and what
   * is decoded is the state alone.
   */
  @Test
  default void passesAConditionOn() {
    assertFits(conditional());
  }

  private void assertFits(Space space) {
    Lifting lifting = lifting(space);
    assertThat(lifting.space()).isEqualTo(space);
    assertThat(lifting.layout().conditions()).isEqualTo(space.conditions());
    Map<String, Batch> points = points(space);
    Map<String, Batch> y = run(lifting, weights(lifting), points);
    Batch z = y.get("z");
    assertThat(z.rows()).isEqualTo(5);
    assertThat(z.columns()).isEqualTo(lifting.layout().dimension());
    Samples.assertClose(lifting.layout().one(z), Batch.filled(5, 1, 1), 0);
    Samples.assertClose(lifting.layout().time(z), points.get("t"), 0);
    space
        .condition(points.get("x"))
        .ifPresent(c -> Samples.assertClose(lifting.layout().condition(z).orElseThrow(), c, 0));
    Samples.assertClose(lifting.layout().observables(z), y.get("g"), 1e-12);
    assertThat(y.get("g").isFinite()).isTrue();
    assertThat(y.get("decoded").rows()).isEqualTo(5);
    assertThat(y.get("decoded").columns()).isEqualTo(space.dimension());
    assertThat(y.get("decoded").isFinite()).isTrue();
  }

  /** Rows do not see one another. */
  @Test
  default void treatsRowsAlone() {
    Lifting lifting = lifting();
    Weights weights = weights(lifting);
    Map<String, Batch> points = points();
    Map<String, Batch> together = run(lifting, weights, points);
    for (int row = 0; row < 5; row++) {
      Map<String, Batch> one = new LinkedHashMap<>();
      int from = row;
      points.forEach((name, values) -> one.put(name, values.rows(from, from + 1)));
      Map<String, Batch> alone = run(lifting, weights, one);
      alone.forEach(
          (name, values) ->
              Samples.assertClose(values, together.get(name).rows(from, from + 1), 1e-12));
    }
  }

  /** The Lie derivative comes from forward mode: 0 for the constant, 1 for time, a slope for g. */
  @Test
  default void hasALieDerivative() {
    assertDerivative(space());
  }

  /** A condition that stands still stands still in the lifted state: its Lie derivative is 0. */
  @Test
  default void keepsAConditionStill() {
    assertDerivative(conditional());
  }

  private void assertDerivative(Space space) {
    Lifting lifting = lifting(space);
    Weights weights = weights(lifting);
    Map<String, Batch> points = points(space);
    TensorFunction dual =
        (scope, in) -> {
          Tensor t = in.get("t");
          Dual time = Dual.of(t, scope.filled(t.shape(), 1));
          Dual z = (Dual) lifting.lift(Dual.scope(scope), time, Dual.of(in.get("x"), in.get("v")));
          return Map.of("value", z.value(), "tangent", z.tangent());
        };
    Map<String, Batch> y = Reference.evaluate(dual, weights, points);
    Batch tangent = y.get("tangent");
    Samples.assertClose(lifting.layout().one(tangent), Batch.zeros(5, 1), 0);
    Samples.assertClose(lifting.layout().time(tangent), Batch.filled(5, 1, 1), 0);
    lifting
        .layout()
        .condition(tangent)
        .ifPresent(c -> Samples.assertClose(c, Batch.zeros(5, CONDITIONS), 0));
    Samples.assertClose(y.get("value"), run(lifting, weights, points).get("z"), 1e-12);
    Batch ones = Batch.filled(5, 1, 1);
    Batch slope =
        Samples.slope(
            h -> {
              Map<String, Batch> moved = new LinkedHashMap<>();
              moved.put("t", Samples.moved(points.get("t"), ones, h));
              moved.put("x", Samples.moved(points.get("x"), points.get("v"), h));
              return run(lifting, weights, moved).get("z");
            });
    Samples.assertClose(tangent, slope, 1e-7);
  }

  /** Lift and decode together ask for the parameters the lifting declares. */
  @Test
  default void declaresWhatItUses() {
    assertUses(space());
    assertUses(conditional());
  }

  private void assertUses(Space space) {
    Lifting lifting = lifting(space);
    TreeSet<String> asked = new TreeSet<>();
    TensorFunction function =
        (s, in) -> {
          Scope scope = Parameters.noting(s, asked);
          Tensor z = lifting.lift(scope, in.get("t"), in.get("x"));
          return Map.of("x", lifting.decode(scope, z));
        };
    Reference.evaluate(function, weights(lifting), points(space));
    Parameters.assertAllUsed(asked, lifting.parameters());
  }

  /** First values that follow the points of a path are values of the declared parameters. */
  @Test
  default void adaptsToPoints() {
    assertAdapts(space());
    assertAdapts(conditional());
  }

  private void assertAdapts(Space space) {
    Lifting lifting = lifting(space);
    Weights drawn = Parameters.initialize(lifting.parameters(), "lifting");
    int least = lifting.layout().observables();
    for (int rows : new int[] {least, Math.max(20, least)}) {
      Batch t = Samples.uniform(rows, 1, 0, 1, "adapt t");
      Batch x = Samples.rows(space, rows, "adapt x");
      Weights adapted = lifting.adapt(drawn, t, x);
      Parameters.assertSizes(adapted, lifting.parameters());
      assertThat(adapted.isFinite()).isTrue();
      assertThat(lifting.adapt(drawn, t, x)).as("adapted again").isEqualTo(adapted);
      assertThat(drawn)
          .as("what was drawn, afterwards")
          .isEqualTo(Parameters.initialize(lifting.parameters(), "lifting"));
    }
  }

  /**
   * A decoder that takes a wanted linear map is that map afterwards, by values of the parameters it
   * asks for and of no others.
   */
  @Test
  default void takesTheDecoderItPromises() {
    Lifting lifting = lifting();
    int n = lifting.layout().dimension();
    Batch readout = Samples.normal(space().dimension(), n, "readout");
    Batch z = Samples.normal(5, n, "readout z");
    lifting
        .decoderOf(Matrix.of(readout))
        .ifPresent(
            weights -> {
              TreeSet<String> asked = new TreeSet<>();
              TensorFunction decode =
                  (scope, in) ->
                      Map.of("x", lifting.decode(Parameters.noting(scope, asked), in.get("z")));
              Reference.evaluate(decode, weights(lifting), Map.of("z", z));
              Parameters.assertSizes(
                  weights,
                  lifting.parameters().stream().filter(p -> asked.contains(p.name())).toList());
              Batch decoded = Reference.evaluate(decode, weights, Map.of("z", z)).get("x");
              Matrix expected = Matrix.of(z).times(Matrix.of(readout).transpose());
              Samples.assertClose(decoded, expected.toBatch(), 1e-12);
            });
  }
}
