package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.objective.Need;
import org.koopflow.api.objective.ObjectiveTerm;
import org.koopflow.api.objective.Point;
import org.koopflow.api.objective.TermContext;
import org.koopflow.api.objective.TermProvider;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;
import org.koopflow.testkit.reference.Reference;

/**
 * What holds for every term of the objective, on a batch of a flow that is linear in its own
 * coordinates.
 *
 * @param <S> its settings
 */
public interface TermContract<S extends Record> extends PluginContract<TermProvider<S>> {
  /**
   * The settings to test with.
   *
   * @return the defaults unless overridden
   */
  default S settings() {
    return provider().defaults();
  }

  /**
   * Whether the term is zero for a student without any error.
   *
   * @return true unless overridden, for instance by a penalty on the size of something
   */
  default boolean vanishesForAnExactStudent() {
    return true;
  }

  private ObjectiveTerm term() {
    return provider().create(settings(), new TermContext(TermStudent.LAYOUT));
  }

  /** The value and the figures of the term over a batch, by name. */
  private Map<String, Batch> over(TermStudent student, Map<String, Batch> inputs) {
    return over(term(), student, inputs);
  }

  private static Map<String, Batch> over(
      ObjectiveTerm term, TermStudent student, Map<String, Batch> inputs) {
    TensorFunction function =
        (scope, in) -> {
          TermBatch batch = new TermBatch(student, scope, in, term);
          Supplier<ObjectiveTerm.Value> half = term.over(batch);
          batch.decode();
          ObjectiveTerm.Value value = half.get();
          Map<String, Tensor> all = new LinkedHashMap<>();
          all.put("value", value.value());
          value.figures().forEach((name, figure) -> all.put("figure " + name, figure));
          all.values().forEach(each -> assertThat(each.shape()).isEqualTo(new Shape(1, 1)));
          return all;
        };
    return Reference.evaluate(function, Weights.EMPTY, inputs);
  }

  private double value(TermStudent student) {
    return over(student, TermStudent.inputs()).get("value").get(0, 0);
  }

  /**
   * A specification may write the weight alone, which is the first of the settings.
   *
   * @throws ReflectiveOperationException if it cannot be read
   */
  @Test
  default void hasItsWeightFirst() throws ReflectiveOperationException {
    var first = settings().getClass().getRecordComponents()[0];
    assertThat(first.getName()).isEqualTo("weight");
    assertThat(first.getAccessor().invoke(settings())).isEqualTo(term().weight());
    assertThat(term().weight()).isFinite().isNotNegative();
  }

  /** What it asks of the teacher covers the points it names, and using it does not change that. */
  @Test
  default void saysWhatItNeeds() {
    for (Point point : term().points()) {
      assertThat(term().needs()).contains(point == Point.PATH ? Need.POINTS : Need.TRAJECTORIES);
    }
    if (term().needs().contains(Need.VELOCITY)) {
      assertThat(term().needs()).as("velocities are those at points").contains(Need.POINTS);
    }
    if (term().dispensable()) {
      assertThat(term().needs()).as("what a teacher may lack").isNotEmpty();
    }
    ObjectiveTerm one = term();
    over(one, new TermStudent(0.2, 0.5, 1.2), TermStudent.inputs());
    assertThat(one.needs()).as("needs, once used").isEqualTo(term().needs());
    assertThat(one.points()).as("points, once used").isEqualTo(term().points());
    assertThat(one.dispensable()).as("dispensable, once used").isEqualTo(term().dispensable());
  }

  /** It is a finite number, and the same for the same batch. */
  @Test
  default void isAFiniteNumber() {
    TermStudent student = new TermStudent(0.2, 0.5, 1.2);
    Map<String, Batch> once = over(student, TermStudent.inputs());
    once.values().forEach(each -> assertThat(each.isFinite()).isTrue());
    assertThat(over(student, TermStudent.inputs())).isEqualTo(once);
  }

  /** The order of the rows is chance, and so means nothing. */
  @Test
  default void doesNotDependOnTheOrderOfRows() {
    Map<String, Batch> turned = new LinkedHashMap<>();
    TermStudent.inputs()
        .forEach(
            (name, batch) -> {
              int[] rows = new int[batch.rows()];
              for (int i = 0; i < rows.length; i++) {
                rows[i] = rows.length - 1 - i;
              }
              turned.put(name, batch.gather(rows));
            });
    TermStudent student = new TermStudent(0.2, 0.5, 1.2);
    Map<String, Batch> expected = over(student, TermStudent.inputs());
    over(student, turned)
        .forEach(
            (name, each) ->
                assertThat(each.get(0, 0))
                    .as(name)
                    .isCloseTo(expected.get(name).get(0, 0), within(1e-10)));
  }

  /** A student without error has nothing to be punished for. */
  @Test
  default void vanishesWhereNothingIsWrong() {
    if (vanishesForAnExactStudent()) {
      assertThat(value(TermStudent.EXACT)).isCloseTo(0, within(1e-20));
    }
  }

  /** It sees at least one thing that can be wrong: the lifting, the generator or the decoder. */
  @Test
  default void seesSomethingThatIsWrong() {
    double exact = value(TermStudent.EXACT);
    double[] wrong = {
      value(new TermStudent(0.2, 1, 1)),
      value(new TermStudent(0, 0.5, 1)),
      value(new TermStudent(0, 1, 1.2))
    };
    assertThat(Arrays.stream(wrong).map(each -> Math.abs(each - exact)).max().orElseThrow())
        .isGreaterThan(1e-4);
  }
}
