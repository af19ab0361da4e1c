package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.training.Optimizer;
import org.koopflow.api.training.OptimizerContext;
import org.koopflow.api.training.OptimizerProvider;

/**
 * What holds for every optimizer, on a quadratic whose minimum is known.
 *
 * @param <S> its settings
 */
public interface OptimizerContract<S extends Record> extends PluginContract<OptimizerProvider<S>> {
  /**
   * The settings to test with.
   *
   * @return the defaults unless overridden
   */
  default S settings() {
    return provider().defaults();
  }

  /**
   * Learning rate that suits curvatures from 1/2 to 4.
   *
   * @return 0.05 unless overridden
   */
  default double rate() {
    return 0.05;
  }

  /**
   * How far every number may be from the minimum after two thousand steps, as a share of one plus
   * the largest of them.
   *
   * @return 1e-3 unless overridden, for instance by what pulls weights to zero
   */
  default double tolerance() {
    return 1e-3;
  }

  private Optimizer optimizer() {
    return provider()
        .create(settings(), new OptimizerContext(Quadratic.start(), Set.of(Quadratic.FROZEN)));
  }

  /** Steps along the quadratic, each with another factor and rate. */
  private void walk(Optimizer optimizer, Weights weights, int from, int to) {
    for (int step = from; step < to; step++) {
      optimizer.step(
          weights, Quadratic.gradient(weights), 1.0 / (1 + step % 3), rate() / (1 + step % 5));
    }
  }

  private static void assertSameBits(Weights actual, Weights expected) {
    assertThat(actual.values().keySet()).isEqualTo(expected.values().keySet());
    expected.values().forEach((name, value) -> Samples.assertSameBits(actual.get(name), value));
  }

  /** What is frozen stays, however steep it is there. */
  @Test
  default void leavesWhatIsFrozen() {
    Weights weights = Quadratic.start();
    walk(optimizer(), weights, 0, 5);
    Samples.assertSameBits(weights.get(Quadratic.FROZEN), Quadratic.start().get(Quadratic.FROZEN));
    assertThat(weights.get("matrix")).isNotEqualTo(Quadratic.start().get("matrix"));
    assertThat(weights.get("row")).isNotEqualTo(Quadratic.start().get("row"));
  }

  /** A first short step goes down. */
  @Test
  default void goesDown() {
    Weights start = Quadratic.start();
    Weights weights = Quadratic.start();
    Weights gradient = Quadratic.gradient(start);
    optimizer().step(weights, Quadratic.gradient(start), 1, rate() / 100);
    double along = 0;
    for (String name : Quadratic.MOVING) {
      for (int i = 0; i < start.get(name).size(); i++) {
        along +=
            (weights.get(name).doubles()[i] - start.get(name).doubles()[i])
                * gradient.get(name).doubles()[i];
      }
    }
    assertThat(along).as("step times gradient").isNegative();
    assertThat(Quadratic.value(weights)).as("the loss").isLessThan(Quadratic.value(start));
  }

  /** Steps that become shorter and shorter end at the minimum. */
  @Test
  default void reachesTheMinimum() {
    int steps = 2000;
    Optimizer optimizer = optimizer();
    Weights weights = Quadratic.start();
    for (int step = 0; step < steps; step++) {
      double left = (double) (steps - step) / steps;
      optimizer.step(weights, Quadratic.gradient(weights), 1, rate() * left);
    }
    for (String name : Quadratic.MOVING) {
      Samples.assertClose(weights.get(name), Quadratic.minimum(name), tolerance());
    }
  }

  /** The factor scales the gradient: powers of two, which any arithmetic multiplies by exactly. */
  @Test
  default void scalesTheGradientByTheFactor() {
    Optimizer scaling = optimizer();
    Optimizer scaled = optimizer();
    Weights one = Quadratic.start();
    Weights other = Quadratic.start();
    for (double factor : new double[] {1, 0.25, 0.5, 0.125}) {
      Weights gradient = Quadratic.gradient(one);
      scaling.step(one, gradient, factor, rate());
      scaled.step(other, Quadratic.times(gradient, factor), 1, rate());
      assertSameBits(one, other);
    }
  }

  /** A longer rate makes a longer step. */
  @Test
  default void goesAsFarAsTheRateSays() {
    Weights start = Quadratic.start();
    double[] lengths = new double[2];
    for (int k = 0; k < 2; k++) {
      Weights weights = Quadratic.start();
      optimizer().step(weights, Quadratic.gradient(start), 1, (1 + k) * rate() / 100);
      for (String name : Quadratic.MOVING) {
        for (int i = 0; i < start.get(name).size(); i++) {
          lengths[k] += Math.pow(weights.get(name).doubles()[i] - start.get(name).doubles()[i], 2);
        }
      }
    }
    assertThat(lengths[0]).isPositive().isLessThan(lengths[1]);
  }

  /** Names and sizes stay, and so do the gradient and the weights it was made for. */
  @Test
  default void changesTheNumbersOfTheWeightsAlone() {
    Weights initial = Quadratic.start();
    Optimizer optimizer =
        provider().create(settings(), new OptimizerContext(initial, Set.of(Quadratic.FROZEN)));
    Weights weights = Quadratic.start();
    for (int step = 0; step < 3; step++) {
      Weights gradient = Quadratic.gradient(weights);
      Weights before = gradient.copy();
      optimizer.step(weights, gradient, 0.5, rate());
      assertSameBits(gradient, before);
    }
    assertSameBits(initial, Quadratic.start());
    assertThat(List.copyOf(weights.values().keySet()))
        .isEqualTo(List.copyOf(Quadratic.start().values().keySet()));
    weights.requireSizesOf(Quadratic.start());
    assertThat(weights.isFinite()).isTrue();
  }

  /** The same gradients give the same bits. */
  @Test
  default void isDeterministic() {
    Weights one = Quadratic.start();
    Weights other = Quadratic.start();
    walk(optimizer(), one, 0, 20);
    walk(optimizer(), other, 0, 20);
    assertSameBits(one, other);
  }

  /** With what it remembers another one goes on where it stopped, again and again. */
  @Test
  default void goesOnFromWhatItRemembers() {
    for (int stop : new int[] {0, 1, 7}) {
      Optimizer first = optimizer();
      Weights weights = Quadratic.start();
      walk(first, weights, 0, stop);
      Weights stopped = weights.copy();
      Weights state = first.state();
      Weights before = state.copy();
      walk(first, weights, stop, stop + 20);
      assertSameBits(state, before);
      for (int again = 0; again < 2; again++) {
        Optimizer other = optimizer();
        other.restore(state);
        assertSameBits(other.state(), before);
        Weights continued = stopped.copy();
        walk(other, continued, stop, stop + 20);
        assertSameBits(continued, weights);
        assertSameBits(other.state(), first.state());
        assertSameBits(state, before);
      }
    }
  }

  /** What is restored replaces what was remembered. */
  @Test
  default void forgetsWhatItRememberedBefore() {
    Optimizer used = optimizer();
    walk(used, Quadratic.start(), 0, 3);
    Optimizer other = optimizer();
    Weights elsewhere = Quadratic.start();
    walk(other, elsewhere, 0, 11);
    used.restore(other.state());
    Weights one = elsewhere.copy();
    walk(used, one, 11, 20);
    walk(other, elsewhere, 11, 20);
    assertSameBits(one, elsewhere);
  }

  /** A state that is none of such an optimizer of such weights is refused and changes nothing. */
  @Test
  default void refusesAForeignState() {
    Optimizer optimizer = optimizer();
    Weights weights = Quadratic.start();
    walk(optimizer, weights, 0, 3);
    Weights state = optimizer.state();
    Weights stranger = new Weights(Map.of("foreign", Batch.filled(1, 1, 2)));
    List<Weights> foreign = new ArrayList<>(List.of(stranger, state.and(stranger)));
    state
        .values()
        .forEach(
            (name, value) -> {
              Map<String, Batch> less = new LinkedHashMap<>(state.values());
              less.remove(name);
              foreign.add(new Weights(less));
              less.put(name, Batch.zeros(value.rows() + 1, value.columns()));
              foreign.add(new Weights(less));
            });
    for (Weights wrong : foreign) {
      assertThatThrownBy(() -> optimizer.restore(wrong))
          .as("restore %s", wrong.values())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("\n");
      assertSameBits(optimizer.state(), state);
    }
    Weights undisturbed = Quadratic.start();
    walk(optimizer(), undisturbed, 0, 9);
    walk(optimizer, weights, 3, 9);
    assertSameBits(weights, undisturbed);
  }

  /** The state of one made for other weights is foreign too. */
  @Test
  default void refusesTheStateOfOtherWeights() {
    Weights others = new Weights(Map.of("matrix", Batch.filled(3, 3, 1)));
    Optimizer other = provider().create(settings(), new OptimizerContext(others, Set.of()));
    other.step(others.copy(), others, 1, rate());
    assumeThat(other.state().values()).as("it remembers something").isNotEmpty();
    Optimizer optimizer = optimizer();
    walk(optimizer, Quadratic.start(), 0, 1);
    assertThatThrownBy(() -> optimizer.restore(other.state()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("\n");
  }

  /** No slope, before there was one and after, does not make weights infinite. */
  @Test
  default void staysFiniteWhereThereIsNoSlope() {
    Optimizer optimizer = optimizer();
    Weights weights = Quadratic.start();
    Weights flat = Quadratic.times(Quadratic.start(), 0);
    for (int step = 0; step < 9; step++) {
      boolean slope = step == 4;
      optimizer.step(weights, slope ? Quadratic.gradient(weights) : flat, 1, rate());
      assertThat(weights.isFinite()).as("after step %d", step).isTrue();
    }
  }
}
