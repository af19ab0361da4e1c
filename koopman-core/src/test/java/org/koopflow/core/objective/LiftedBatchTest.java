package org.koopflow.core.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Matrix;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.objective.Need;
import org.koopflow.api.objective.ObjectiveTerm;
import org.koopflow.api.objective.Point;
import org.koopflow.api.objective.StudentBatch;
import org.koopflow.api.objective.TermContext;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.plugin.Fakes;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.testing.Models;
import org.koopflow.numerics.host.HostFunctions;

/** What terms share is what each would have by itself. */
class LiftedBatchTest {
  private static final KoopmanModel MODEL = Models.model(Models.Kind.MLP, 2);
  private static final Weights WEIGHTS = Models.weights(MODEL);

  /** A term by what it asks for: the mean square of some tensors, which is one number. */
  private record Asking(
      Set<Need> needs, Set<Point> points, Function<StudentBatch, Supplier<Tensor>> asks)
      implements ObjectiveTerm {
    @Override
    public double weight() {
      return 0.7;
    }

    @Override
    public Supplier<Value> over(StudentBatch batch) {
      Supplier<Tensor> asked = asks.apply(batch);
      // Squared after a shift, so that a sign shows.
      return () -> Value.of(asked.get().add(0.3).square().mean());
    }
  }

  private static Asking trajectory(Point point, Function<StudentBatch, Supplier<Tensor>> asks) {
    return new Asking(Set.of(Need.TRAJECTORIES), Set.of(point), asks);
  }

  private static Asking moved(Point from, Point to) {
    return trajectory(from, batch -> batch.decoded(batch.moved(from, to)));
  }

  private static Asking path(Function<StudentBatch, Tensor> asks) {
    return new Asking(
        EnumSet.of(Need.POINTS, Need.VELOCITY),
        Set.of(Point.PATH),
        batch -> () -> asks.apply(batch));
  }

  /** What terms may ask for, each by itself. */
  private static Map<String, ObjectiveTerm> asking() {
    Map<String, ObjectiveTerm> terms = new LinkedHashMap<>();
    List<Point> common = List.of(Point.START, Point.END, Point.BETWEEN);
    for (Point point : common) {
      terms.put("lifted " + point, trajectory(point, batch -> () -> batch.lifted(point)));
      terms.put("decoded " + point, trajectory(point, batch -> batch.decoded(batch.lifted(point))));
      terms.put(
          "off " + point,
          trajectory(point, batch -> () -> batch.state(point).multiply(batch.time(point))));
      for (Point other : common) {
        terms.put("moved " + point + " to " + other, moved(point, other));
      }
    }
    terms.put("lifted PATH", path(batch -> batch.lifted(Point.PATH)));
    terms.put("off PATH", path(batch -> batch.state(Point.PATH).multiply(batch.time(Point.PATH))));
    terms.put("slope", path(StudentBatch::lieDerivative));
    terms.put("variance", path(StudentBatch::variance));
    terms.put("velocity", path(StudentBatch::velocity));
    terms.put("generator", new Asking(Set.of(), Set.of(), batch -> batch::generator));
    // What nobody has moved or lifted may be decoded as well.
    terms.put(
        "mixture",
        new Asking(
            Set.of(Need.TRAJECTORIES),
            Set.of(Point.START, Point.END),
            batch -> batch.decoded(batch.lifted(Point.START).add(batch.lifted(Point.END)))));
    return terms;
  }

  private static Map<String, ObjectiveTerm> builtIn() {
    return ObjectiveTerms.of(
            Fakes.builder().build(),
            Experiment.DEFAULT.objective(),
            new TermContext(MODEL.lifting().layout()))
        .terms();
  }

  /** Each term alone, all of a kind, all together, and all in the opposite order. */
  static List<ObjectiveTerms> objectives() {
    List<ObjectiveTerms> objectives = new ArrayList<>();
    Map<String, ObjectiveTerm> all = new LinkedHashMap<>(builtIn());
    all.putAll(asking());
    all.forEach((name, term) -> objectives.add(new ObjectiveTerms(Map.of(name, term))));
    objectives.add(new ObjectiveTerms(builtIn()));
    objectives.add(new ObjectiveTerms(all));
    List<String> names = new ArrayList<>(all.keySet());
    java.util.Collections.reverse(names);
    Map<String, ObjectiveTerm> opposite = new LinkedHashMap<>();
    names.forEach(name -> opposite.put(name, all.get(name)));
    objectives.add(new ObjectiveTerms(opposite));
    return objectives;
  }

  /** As many points of the path as of trajectories, or not. */
  private static Map<String, Batch> inputs(int points) {
    Map<String, Batch> inputs = new LinkedHashMap<>();
    RandomStreams random = new RandomStreams(3);
    for (String name : List.of("x0", "x1", "xs")) {
      inputs.put(name, RandomStreams.normal(12, 2, random.stream(name)));
    }
    inputs.put("s", Batch.filled(1, 1, 0.6));
    inputs.put("t", RandomStreams.normal(points, 1, random.stream("t")));
    inputs.put("xt", RandomStreams.normal(points, 2, random.stream("xt")));
    inputs.put("velocity", RandomStreams.normal(points, 2, random.stream("velocity")));
    return inputs;
  }

  /** The series to its 60th term, whatever the effort. */
  private static final class Series implements Exponential.OnTensors {
    @Override
    public int effort(double norm1) {
      return 0;
    }

    @Override
    public Tensor exp(Scope scope, Tensor a, int effort) {
      Tensor identity = scope.constant(Matrix.identity(a.shape().rows()).toBatch());
      Tensor sum = identity;
      for (int k = 60; k >= 1; k--) {
        sum = identity.add(a.matmul(sum).multiply(1.0 / k));
      }
      return sum;
    }
  }

  private static Map<String, Double> together(ObjectiveTerms terms, Map<String, Batch> inputs) {
    KoopmanObjective objective = new KoopmanObjective(MODEL, new Series(), 0, terms);
    return evaluate(
        (scope, in) -> {
          LossFunction.Loss loss = objective.apply(scope, in);
          Map<String, Tensor> all = new LinkedHashMap<>(loss.reported());
          all.put("total", loss.total());
          return all;
        },
        inputs);
  }

  private static Map<String, Double> alone(ObjectiveTerms terms, Map<String, Batch> inputs) {
    return evaluate(
        (scope, in) -> {
          Map<String, Tensor> all = new LinkedHashMap<>();
          Tensor total = null;
          for (Map.Entry<String, ObjectiveTerm> each : terms.terms().entrySet()) {
            ObjectiveTerm.Value value =
                each.getValue().over(new PlainBatch(MODEL, scope, in)).get();
            all.put(each.getKey(), value.value());
            all.putAll(value.figures());
            Tensor weighted = value.value().multiply(each.getValue().weight());
            total = total == null ? weighted : total.add(weighted);
          }
          all.put("total", total);
          return all;
        },
        inputs);
  }

  private static Map<String, Double> evaluate(TensorFunction function, Map<String, Batch> inputs) {
    Map<String, Double> values = new LinkedHashMap<>();
    HostFunctions.evaluate(function, WEIGHTS, inputs)
        .forEach((name, value) -> values.put(name, value.get(0, 0)));
    return values;
  }

  @ParameterizedTest
  @MethodSource("objectives")
  void agreesWithEveryTermByItself(ObjectiveTerms terms) {
    for (int points : new int[] {12, 9}) {
      Map<String, Double> expected = alone(terms, inputs(points));
      Map<String, Double> actual = together(terms, inputs(points));
      assertThat(actual).containsOnlyKeys(expected.keySet());
      expected.forEach(
          (name, value) ->
              assertThat(actual.get(name))
                  .as(name)
                  .isCloseTo(value, within(1e-11 * (1 + Math.abs(value)))));
    }
  }

  /** Otherwise a term could be right by asking for nothing. */
  @Test
  void noTwoTermsAreTheSame() {
    Map<String, Double> values = alone(new ObjectiveTerms(asking()), inputs(12));
    // Moved to its own time a state is what it was.
    Stream.of(Point.START, Point.END, Point.BETWEEN)
        .forEach(
            point ->
                assertThat(values.remove("moved " + point + " to " + point))
                    .isEqualTo(values.get("decoded " + point)));
    assertThat(values.values().stream().distinct()).hasSameSizeAs(values.keySet());
  }

  private static void assertRefused(Asking term, String... parts) {
    assertThatThrownBy(() -> together(new ObjectiveTerms(Map.of("one", term)), inputs(12)))
        .isInstanceOf(KoopflowException.class)
        .hasMessageStartingWith("objective term 'one' failed, by a fault of the plug-in")
        .hasMessageNotContaining("\n")
        .satisfies(
            failure ->
                Arrays.stream(parts)
                    .forEach(part -> assertThat(failure).hasMessageContaining(part)));
  }

  @ParameterizedTest
  @EnumSource(Point.class)
  void aPointThatIsNotNamedIsNotLifted(Point point) {
    Set<Point> others = EnumSet.complementOf(EnumSet.of(point));
    Set<Need> needs = EnumSet.of(Need.TRAJECTORIES, Need.POINTS);
    assertRefused(new Asking(needs, others, batch -> () -> batch.lifted(point)), "lifted " + point);
    if (point != Point.PATH) {
      assertRefused(
          new Asking(needs, others, batch -> () -> batch.moved(point, Point.END)),
          "lifted " + point);
    }
  }

  /** Though the teacher gives them: one that does not would be found out only in training. */
  @Test
  void whatIsNotSaidToBeNeededIsNotGiven() {
    Map<Need, List<Function<StudentBatch, Tensor>>> asked = new LinkedHashMap<>();
    asked.put(
        Need.TRAJECTORIES,
        List.of(
            batch -> batch.state(Point.START),
            batch -> batch.state(Point.END),
            batch -> batch.state(Point.BETWEEN),
            batch -> batch.time(Point.BETWEEN)));
    asked.put(
        Need.POINTS, List.of(batch -> batch.state(Point.PATH), batch -> batch.time(Point.PATH)));
    asked.put(Need.VELOCITY, List.of(StudentBatch::velocity));
    asked.forEach(
        (need, all) -> {
          Set<Need> others = EnumSet.complementOf(EnumSet.of(need));
          others.remove(Need.VELOCITY);
          for (Function<StudentBatch, Tensor> each : all) {
            assertRefused(
                new Asking(others, Set.of(), batch -> () -> each.apply(batch)),
                "a term asks for '",
                "not among what the terms say they need: " + others);
          }
        });
  }

  @Test
  void slopesNeedTheVelocityAndVariancesThePath() {
    assertRefused(
        new Asking(Set.of(Need.POINTS), Set.of(Point.PATH), batch -> () -> batch.lieDerivative()),
        "Lie derivative",
        "velocity");
    assertRefused(
        new Asking(Set.of(Need.POINTS), Set.of(), batch -> () -> batch.variance()),
        "variance",
        "PATH");
  }

  @Test
  void pointsOfThePathAreNotMovedTogether() {
    assertRefused(path(batch -> batch.moved(Point.PATH, Point.END)), "a time each");
    assertRefused(
        trajectory(Point.START, batch -> () -> batch.moved(Point.START, Point.PATH)),
        "a time each");
  }

  @Test
  void whatIsDecodedIsAskedForBeforeItIsRead() {
    assertRefused(
        trajectory(
            Point.END,
            batch -> {
              Tensor early = batch.decoded(batch.lifted(Point.END)).get();
              return () -> early;
            }),
        "first half");
    assertRefused(
        trajectory(Point.END, batch -> () -> batch.decoded(batch.lifted(Point.END)).get()),
        "first half");
  }
}
