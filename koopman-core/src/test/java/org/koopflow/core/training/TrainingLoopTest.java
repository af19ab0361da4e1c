package org.koopflow.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Progress;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.training.Optimizer;
import org.koopflow.api.training.OptimizerContext;
import org.koopflow.api.training.OptimizerProvider;
import org.koopflow.api.training.Trainer;
import org.koopflow.api.training.TrainingSettings;
import org.koopflow.core.losses.LossRow;
import org.koopflow.core.plugin.Plugins;

class TrainingLoopTest {
  @Test
  void findsTheMinimumOfAQuadratic() {
    List<LossRow> rows = new ArrayList<>();
    Trainer.Result result =
        Formulas.loop(Progress.SILENT, rows::add)
            .train(
                Formulas.QUADRATIC,
                Formulas.task(Formulas.row(0, 0)),
                TrainingSettings.of(2000, 2, 0.05).withAveraging(0.9));
    assertThat(result.raw().get("w").get(0, 0)).isCloseTo(3, within(1e-4));
    assertThat(result.raw().get("w").get(0, 1)).isCloseTo(-1, within(1e-4));
    assertThat(result.averaged().get("w").get(0, 0)).isCloseTo(3, within(1e-3));
    assertThat(rows).hasSize(200);
    assertThat(rows.get(199).step()).isEqualTo(2000);
    assertThat(rows.get(199).values().get("loss"))
        .isLessThan(1e-4 * rows.get(0).values().get("loss"));
  }

  @Test
  void whatIsFrozenStaysAndDoesNotCountInTheNorm() {
    Weights initial =
        new Weights(new TreeMap<>(Map.of("a", Batch.of(1, 1, 0.3f), "b", Batch.of(1, 1, 5))));
    // Clipping at 1 would shrink b's slope to nothing if a's counted, and Adam's epsilon show it.
    Backend backend =
        Formulas.backend(
            weights ->
                new Differentiator.Gradient(
                    1,
                    Map.of(),
                    new Weights(
                        new TreeMap<>(
                            Map.of("a", Batch.of(1, 1, 1e20f), "b", Batch.of(1, 1, 0.5f))))));
    Trainer.Result result =
        Formulas.train(
            backend,
            Formulas.task(initial, Set.of("a")),
            TrainingSettings.of(3, 2, 0.01).withClip(1).withAveraging(0.9));
    assertThat(result.raw().get("a")).isEqualTo(initial.get("a"));
    assertThat(result.averaged().get("a")).isEqualTo(initial.get("a"));
    // The rate falls by a cosine from 0.01 over 0.005 to 0.
    assertThat(result.raw().get("b").get(0, 0)).isCloseTo(5 - 0.015, within(1e-5));
  }

  @Test
  void aWishToStopIsHeeded() {
    int[] seen = {0};
    Progress progress =
        new Progress() {
          @Override
          public void update(long done, Map<String, Double> values) {
            seen[0] = (int) done;
          }

          @Override
          public boolean cancelled() {
            return seen[0] >= 7;
          }
        };
    Trainer.Result result =
        Formulas.loop(progress, row -> {})
            .train(
                Formulas.QUADRATIC,
                Formulas.task(Formulas.row(0, 0)),
                TrainingSettings.of(100, 2, 0.1));
    assertThat(result.steps()).isEqualTo(7);
    assertThat(result.raw().get("w").get(0, 0)).isPositive();
  }

  /** Remembers factors and rates, and puts every weight one up. */
  private record Climbing(List<Double> heard) implements OptimizerProvider<NoSettings>, Optimizer {
    @Override
    public String name() {
      return "climbing";
    }

    @Override
    public String summary() {
      return "one up";
    }

    @Override
    public NoSettings defaults() {
      return new NoSettings();
    }

    @Override
    public Optimizer create(NoSettings settings, OptimizerContext context) {
      assertThat(context.moving().values()).containsOnlyKeys("w");
      return this;
    }

    @Override
    public void step(Weights weights, Weights gradient, double factor, double rate) {
      weights.get("w").floats()[0]++;
      heard.addAll(List.of(gradient.get("w").get(0, 0), factor, rate));
    }

    @Override
    public Weights state() {
      return Weights.EMPTY;
    }

    @Override
    public void restore(Weights state) {
      throw new AssertionError("nothing is restored");
    }
  }

  /** The optimizer is told what the loop has decided: the factor of clipping and the rate. */
  @Test
  void theChosenOptimizerMovesTheWeights() {
    Climbing climbing = new Climbing(new ArrayList<>());
    Weights initial = Formulas.row(5);
    Trainer.Result result =
        new TrainingLoop(Plugins.builder().add(climbing).build(), Progress.SILENT, row -> {})
            .train(
                Formulas.backend(weights -> Formulas.gradient(1, weights.get("w").floats()[0])),
                Formulas.task(initial),
                TrainingSettings.of(3, 2, 0.5)
                    .withWarmup(2)
                    .withClip(6)
                    .withFinalRate(1)
                    .withAveraging(0.5)
                    .withOptimizer(Selection.of("climbing")));
    assertThat(climbing.heard()).containsExactly(5.0, 1.0, 0.25, 6.0, 1.0, 0.5, 7.0, 6.0 / 7, 0.5);
    assertThat(result.raw()).isEqualTo(Formulas.row(8));
    assertThat(initial).isEqualTo(Formulas.row(5));
  }

  @Test
  void anOptimizerThatIsNotThereIsRefused() {
    assertThatThrownBy(
            () ->
                Formulas.train(
                    Formulas.QUADRATIC,
                    Formulas.task(Formulas.row(0, 0)),
                    TrainingSettings.of(3, 2, 0.5).withOptimizer(Selection.of("adan"))))
        .isInstanceOf(SpecificationException.class)
        .hasMessage("unknown optimizer 'adan' (did you mean 'adam'?); known: adam");
  }
}
