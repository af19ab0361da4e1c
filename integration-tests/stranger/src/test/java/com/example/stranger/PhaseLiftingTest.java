package com.example.stranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.LiftingContext;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.testkit.LiftingContract;
import org.koopflow.testkit.reference.Reference;

class PhaseLiftingTest implements LiftingContract<PhaseLiftingProvider.Settings> {
  @Override
  public PhaseLiftingProvider provider() {
    return new PhaseLiftingProvider();
  }

  @Override
  public PhaseLiftingProvider.Settings settings() {
    return new PhaseLiftingProvider.Settings(6, Selection.of("gated"));
  }

  @Test
  void everyPhaseIsAPointOfTheUnitCircle() {
    Lifting lifting =
        provider()
            .create(settings(), new LiftingContext(Space.of(stateDimension()), networks(), null));
    RandomStreams random = new RandomStreams(5);
    Batch g =
        Reference.evaluate(
                (scope, in) -> Map.of("g", lifting.observables(scope, in.get("t"), in.get("x"))),
                Parameter.initialize(lifting.parameters(), random),
                Map.of(
                    "t", Batch.filled(20, 1, 0.3),
                    "x", RandomStreams.normal(20, 2, random.stream("x"))))
            .get("g");
    for (int row = 0; row < 20; row++) {
      for (int k = 0; k < 3; k++) {
        assertThat(Math.hypot(g.get(row, k), g.get(row, 3 + k))).isCloseTo(1, Offset.offset(1e-15));
      }
    }
  }

  @Test
  void cosinesAndSinesComeInPairs() {
    for (int dimension : new int[] {0, 1, 7}) {
      assertThatThrownBy(() -> new PhaseLiftingProvider.Settings(dimension, Selection.of("gated")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("even")
          .hasMessageContaining("got " + dimension);
    }
  }
}
