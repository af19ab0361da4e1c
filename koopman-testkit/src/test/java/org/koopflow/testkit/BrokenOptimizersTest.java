package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.koopflow.api.Batch;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Weights;
import org.koopflow.api.training.Optimizer;
import org.koopflow.api.training.OptimizerContext;
import org.koopflow.api.training.OptimizerProvider;

/** Optimizers with a mistake fail the test that is there to find it. */
class BrokenOptimizersTest {
  /** A mistake an author of an optimizer can make. */
  private enum Fault {
    NONE,
    CLIMBS,
    IGNORES_FACTOR,
    IGNORES_RATE,
    MOVES_FROZEN,
    MOVES_THE_CONTEXT,
    CHANGES_GRADIENT,
    FORGETS_COUNT,
    SHARES_ITS_STATE,
    KEEPS_WHAT_IS_RESTORED,
    BELIEVES_ANY_STATE,
    RESTORES_HALF,
    DIVIDES_BY_ZERO,
    DRIFTS,
    STOPS_EARLY
  }

  /** The mean of all gradients so far: a memory and a count. */
  private static final class Averaging implements Optimizer {
    private static final Weights COUNT = new Weights(Map.of("count", Batch.zeros(1, 1)));
    private static int calls;

    private final Fault fault;
    private final Weights initial;
    private final Weights moving;
    private Weights sum;
    private int count;

    Averaging(Fault fault, OptimizerContext context) {
      this.fault = fault;
      this.initial = context.initial();
      this.moving = fault == Fault.MOVES_FROZEN ? initial : context.moving();
      this.sum = moving.map(value -> Batch.zeros(value.rows(), value.columns()));
    }

    @Override
    public void step(Weights weights, Weights gradient, double factor, double rate) {
      count++;
      double scale = fault == Fault.IGNORES_FACTOR ? 1 : factor;
      double length = fault == Fault.IGNORES_RATE ? 1e-3 : rate;
      if (fault == Fault.STOPS_EARLY && count > 20) {
        return;
      }
      for (String name : moving.values().keySet()) {
        Weights moved = fault == Fault.MOVES_THE_CONTEXT ? initial : weights;
        float[] w = moved.get(name).floats();
        float[] g = gradient.get(name).floats();
        float[] s = sum.get(name).floats();
        for (int i = 0; i < w.length; i++) {
          s[i] = 0.5f * s[i] + 0.5f * (float) (scale * g[i]);
          double slope = s[i] / (1 - Math.pow(0.5, count));
          w[i] -= (float) (length * (fault == Fault.CLIMBS ? -slope : slope));
          if (fault == Fault.DIVIDES_BY_ZERO) {
            w[i] -= s[i] / Math.abs(s[i]) * 1e-9f;
          }
          if (fault == Fault.DRIFTS) {
            w[i] += 1e-6f * calls++;
          }
          if (fault == Fault.CHANGES_GRADIENT) {
            g[i] *= (float) factor;
          }
        }
      }
    }

    @Override
    public Weights state() {
      Weights held = fault == Fault.SHARES_ITS_STATE ? sum : sum.copy();
      return fault == Fault.FORGETS_COUNT
          ? held
          : held.and(new Weights(Map.of("count", Batch.filled(1, 1, count))));
    }

    @Override
    public void restore(Weights state) {
      if (fault == Fault.RESTORES_HALF) {
        count = 0;
      }
      if (fault != Fault.BELIEVES_ANY_STATE) {
        state.requireSizesOf(fault == Fault.FORGETS_COUNT ? sum : sum.and(COUNT));
      }
      Map<String, Batch> values = new LinkedHashMap<>(state.values());
      Batch counted = values.remove("count");
      count = counted == null ? 0 : (int) counted.get(0, 0);
      sum = new Weights(values);
      if (fault != Fault.KEEPS_WHAT_IS_RESTORED) {
        sum = sum.copy();
      }
    }
  }

  private record Provider(Fault fault) implements OptimizerProvider<NoSettings> {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public String summary() {
      return "has the fault " + fault;
    }

    @Override
    public NoSettings defaults() {
      return new NoSettings();
    }

    @Override
    public Optimizer create(NoSettings settings, OptimizerContext context) {
      return new Averaging(fault, context);
    }
  }

  private static Map<String, ThrowingCallable> tests(Fault fault) {
    OptimizerContract<NoSettings> contract = () -> new Provider(fault);
    Map<String, ThrowingCallable> tests = new LinkedHashMap<>();
    tests.put("leavesWhatIsFrozen", contract::leavesWhatIsFrozen);
    tests.put("goesDown", contract::goesDown);
    tests.put("reachesTheMinimum", contract::reachesTheMinimum);
    tests.put("scalesTheGradientByTheFactor", contract::scalesTheGradientByTheFactor);
    tests.put("goesAsFarAsTheRateSays", contract::goesAsFarAsTheRateSays);
    tests.put("changesTheNumbersOfTheWeightsAlone", contract::changesTheNumbersOfTheWeightsAlone);
    tests.put("isDeterministic", contract::isDeterministic);
    tests.put("goesOnFromWhatItRemembers", contract::goesOnFromWhatItRemembers);
    tests.put("forgetsWhatItRememberedBefore", contract::forgetsWhatItRememberedBefore);
    tests.put("refusesAForeignState", contract::refusesAForeignState);
    tests.put("refusesTheStateOfOtherWeights", contract::refusesTheStateOfOtherWeights);
    tests.put("staysFiniteWhereThereIsNoSlope", contract::staysFiniteWhereThereIsNoSlope);
    return tests;
  }

  @Test
  void aSoundOneHasNoFailures() {
    tests(Fault.NONE).forEach((name, test) -> assertThat(catchThrowable(test)).as(name).isNull());
  }

  @ParameterizedTest
  @CsvSource({
    "CLIMBS, goesDown",
    "IGNORES_FACTOR, scalesTheGradientByTheFactor",
    "IGNORES_RATE, goesAsFarAsTheRateSays",
    "MOVES_FROZEN, leavesWhatIsFrozen",
    "MOVES_THE_CONTEXT, changesTheNumbersOfTheWeightsAlone",
    "CHANGES_GRADIENT, changesTheNumbersOfTheWeightsAlone",
    "FORGETS_COUNT, goesOnFromWhatItRemembers",
    "SHARES_ITS_STATE, goesOnFromWhatItRemembers",
    "KEEPS_WHAT_IS_RESTORED, goesOnFromWhatItRemembers",
    "BELIEVES_ANY_STATE, refusesAForeignState",
    "BELIEVES_ANY_STATE, refusesTheStateOfOtherWeights",
    "RESTORES_HALF, refusesAForeignState",
    "DIVIDES_BY_ZERO, staysFiniteWhereThereIsNoSlope",
    "DRIFTS, isDeterministic",
    "STOPS_EARLY, reachesTheMinimum"
  })
  void aFaultIsFoundByName(Fault fault, String test) {
    assertThatThrownBy(tests(fault).get(test)).isInstanceOf(AssertionError.class);
  }
}
