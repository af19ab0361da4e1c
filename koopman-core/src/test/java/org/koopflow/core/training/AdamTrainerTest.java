package org.koopflow.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.Progress;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.TensorFunction;
import org.koopflow.api.training.Trainer;
import org.koopflow.api.training.TrainingDivergedException;
import org.koopflow.api.training.TrainingSettings;
import org.koopflow.api.training.TrainingTask;

class AdamTrainerTest {
  /** Differentiates one known function of the weights by its formula. */
  private record Formula(Function<Weights, Differentiator.Gradient> gradient) implements Backend {
    @Override
    public String name() {
      return "formula";
    }

    @Override
    public Precision precision() {
      return Precision.FLOAT32;
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of(Capability.GRADIENTS);
    }

    @Override
    public Evaluator evaluator(TensorFunction function, Weights weights) {
      throw new AssertionError("training evaluates nothing");
    }

    @Override
    public Differentiator differentiator(LossFunction loss) {
      return new Differentiator() {
        @Override
        public Gradient apply(Weights weights, Map<String, Batch> inputs) {
          return gradient.apply(weights);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void close() {}
  }

  private static final LossFunction UNUSED =
      (scope, inputs) -> {
        throw new AssertionError("the formula stands for the loss");
      };

  private static TrainingTask task(float... initial) {
    Weights weights = new Weights(Map.of("w", Batch.of(1, initial.length, initial)));
    return new TrainingTask() {
      @Override
      public String name() {
        return "test";
      }

      @Override
      public Weights initial() {
        return weights;
      }

      @Override
      public LossFunction loss(Weights current) {
        return UNUSED;
      }

      @Override
      public Map<String, Batch> batch(int step) {
        return Map.of();
      }
    };
  }

  private static Differentiator.Gradient gradient(double loss, float... values) {
    return new Differentiator.Gradient(
        loss, Map.of(), new Weights(Map.of("w", Batch.of(1, values.length, values))));
  }

  private static TrainingSettings settings(int steps, double rate, double clip, double averaging) {
    return new TrainingSettings(steps, 2, rate, 0, 0, clip, averaging);
  }

  private static final Backend QUADRATIC =
      new Formula(
          weights -> {
            float[] w = weights.get("w").floats();
            return gradient(
                (w[0] - 3) * (w[0] - 3) + 100 * (w[1] + 1) * (w[1] + 1),
                2 * (w[0] - 3),
                200 * (w[1] + 1));
          });

  @Test
  void findsTheMinimumOfAQuadratic() {
    List<LossRow> rows = new ArrayList<>();
    Trainer.Result result =
        new AdamTrainer(Progress.SILENT, rows::add)
            .train(QUADRATIC, task(0, 0), settings(2000, 0.05, 0, 0.9));
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
    TrainingTask task =
        new TrainingTask() {
          @Override
          public String name() {
            return "test";
          }

          @Override
          public Weights initial() {
            return initial;
          }

          @Override
          public Set<String> frozen() {
            return Set.of("a");
          }

          @Override
          public LossFunction loss(Weights current) {
            return UNUSED;
          }

          @Override
          public Map<String, Batch> batch(int step) {
            return Map.of();
          }
        };
    // Clipping at 1 would shrink b's slope to nothing if a's counted, and Adam's epsilon show it.
    Backend backend =
        new Formula(
            weights ->
                new Differentiator.Gradient(
                    1,
                    Map.of(),
                    new Weights(
                        new TreeMap<>(
                            Map.of("a", Batch.of(1, 1, 1e20f), "b", Batch.of(1, 1, 0.5f))))));
    Trainer.Result result =
        new AdamTrainer(Progress.SILENT, row -> {}).train(backend, task, settings(3, 0.01, 1, 0.9));
    assertThat(result.raw().get("a")).isEqualTo(initial.get("a"));
    assertThat(result.averaged().get("a")).isEqualTo(initial.get("a"));
    // The rate falls by a cosine from 0.01 over 0.005 to 0.
    assertThat(result.raw().get("b").get(0, 0)).isCloseTo(5 - 0.015, within(1e-5));
  }

  @Test
  void theFirstStepHasTheLengthOfTheRate() {
    // With bias correction the first update is rate * g / |g| in every coordinate.
    Trainer.Result result =
        new AdamTrainer(Progress.SILENT, row -> {})
            .train(QUADRATIC, task(0, 0), settings(1, 0.01, 0, 0));
    assertThat(result.raw().get("w").get(0, 0)).isCloseTo(0.01, within(1e-6));
    assertThat(result.raw().get("w").get(0, 1)).isCloseTo(-0.01, within(1e-6));
    assertThat(result.averaged()).isEqualTo(result.raw());
  }

  @Test
  void twoStepsFollowTheFormulaOfTheAuthors() {
    float[] gradients = {0.5f, -2f};
    int[] call = {0};
    Backend backend = new Formula(weights -> gradient(1, gradients[call[0]++]));
    TrainingSettings settings = new TrainingSettings(2, 2, 0.1, 1, 0, 0, 0.5);
    Trainer.Result result =
        new AdamTrainer(Progress.SILENT, row -> {}).train(backend, task(1), settings);
    double m = 0;
    double v = 0;
    double w = 1;
    double average = 1;
    for (int k = 1; k <= 2; k++) {
      double g = gradients[k - 1];
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      w -= 0.1 * (m / (1 - Math.pow(0.9, k))) / (Math.sqrt(v / (1 - Math.pow(0.999, k))) + 1e-8);
      double keep = Math.min(0.5, (1.0 + k) / (10.0 + k));
      average = keep * average + (1 - keep) * w;
    }
    assertThat(result.raw().get("w").get(0, 0)).isCloseTo(w, within(1e-6));
    assertThat(result.averaged().get("w").get(0, 0)).isCloseTo(average, within(1e-6));
  }

  @Test
  void clippingKeepsTheDirection() {
    // The second moment forgets the scale of a constant gradient, so a scale that changes shows it.
    float[] sizes = {1, 100};
    int[] call = {0};
    Backend backend = new Formula(weights -> gradient(1, 3 * sizes[call[0]], 4 * sizes[call[0]++]));
    Trainer.Result clipped =
        new AdamTrainer(Progress.SILENT, row -> {})
            .train(backend, task(0, 0), new TrainingSettings(2, 2, 0.1, 1, 0, 5, 0));
    // Both gradients have norm 5 after clipping: two equal steps of length rate.
    assertThat(clipped.raw().get("w").get(0, 0)).isCloseTo(-0.2, within(1e-5));
    assertThat(clipped.raw().get("w").get(0, 1)).isCloseTo(-0.2, within(1e-5));
  }

  @Test
  void divergenceStopsWithStepTermAndLastGoodWeights() {
    int[] call = {0};
    Backend backend =
        new Formula(
            weights ->
                new Differentiator.Gradient(
                    1,
                    Map.of("phase", call[0]++ < 3 ? 1.0 : Double.NaN),
                    new Weights(Map.of("w", Batch.of(1, 1, 1)))));
    assertThatThrownBy(
            () ->
                new AdamTrainer(Progress.SILENT, row -> {})
                    .train(backend, task(0), settings(10, 0.1, 0, 0)))
        .isInstanceOfSatisfying(
            TrainingDivergedException.class,
            e -> {
              assertThat(e.step()).isEqualTo(3);
              assertThat(e.term()).isEqualTo("phase");
              assertThat(e.lastGood().isFinite()).isTrue();
              assertThat(e.lastGood().get("w").get(0, 0)).isNegative();
              assertThat(e).hasMessageContaining("step 3").hasMessageContaining("'phase'");
            });
  }

  /** The step that blew up was made from a finite gradient; what it gave is not good. */
  @Test
  void weightsWhoseLossIsNotFiniteAreNotTheLastGoodOnes() {
    assertThatThrownBy(
            () ->
                new AdamTrainer(Progress.SILENT, row -> {})
                    .train(QUADRATIC, task(0, 0), new TrainingSettings(10, 2, 1e30, 0, 0, 0, 0.9)))
        .isInstanceOfSatisfying(
            TrainingDivergedException.class,
            e -> {
              assertThat(e.step()).isEqualTo(1);
              assertThat(e.term()).isEqualTo("loss");
              assertThat(e.lastGood()).isEqualTo(task(0, 0).initial());
            });
  }

  @Test
  void theLastUpdateIsLookedAtToo() {
    Backend backend = new Formula(weights -> gradient(1, 1));
    assertThatThrownBy(
            () ->
                new AdamTrainer(Progress.SILENT, row -> {})
                    .train(backend, task(2), settings(1, 1e300, 0, 0)))
        .isInstanceOfSatisfying(
            TrainingDivergedException.class,
            e -> {
              assertThat(e.step()).isZero();
              assertThat(e.term()).isEqualTo("w");
              assertThat(e.lastGood()).isEqualTo(task(2).initial());
            });
  }

  @Test
  void aGradientThatIsNotFiniteNamesItsParameter() {
    Backend backend = new Formula(weights -> gradient(1, Float.POSITIVE_INFINITY));
    assertThatThrownBy(
            () ->
                new AdamTrainer(Progress.SILENT, row -> {})
                    .train(backend, task(0), settings(10, 0.1, 1, 0)))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageContaining("gradient of w");
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
        new AdamTrainer(progress, row -> {}).train(QUADRATIC, task(0, 0), settings(100, 0.1, 0, 0));
    assertThat(result.steps()).isEqualTo(7);
    assertThat(result.raw().get("w").get(0, 0)).isPositive();
  }

  @Test
  void theRateWarmsUpAndDecays() {
    TrainingSettings settings = new TrainingSettings(101, 2, 0.2, 0.1, 10, 0, 0);
    assertThat(settings.rate(0)).isCloseTo(0.02, within(1e-12));
    assertThat(settings.rate(50)).isCloseTo(0.2 * 0.55, within(1e-12));
    assertThat(settings.rate(100)).isCloseTo(0.02, within(1e-12));
  }
}
