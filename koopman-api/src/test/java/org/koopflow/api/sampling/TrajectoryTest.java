package org.koopflow.api.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;

class TrajectoryTest {
  private static final Batch FIRST = Batch.of(2, 1, 1, 2);
  private static final Batch SECOND = Batch.of(2, 1, 3, 4);
  private static final Trajectory PATH =
      new Trajectory(new double[] {0.5, 1}, List.of(FIRST, SECOND), 7);

  @Test
  void seenOtherwiseItKeepsItsTimesAndItsCost() {
    Trajectory seen = PATH.map(states -> states.gather(new int[] {1}));

    assertThat(seen.times()).containsExactly(0.5, 1);
    assertThat(seen.states()).containsExactly(Batch.of(1, 1, 2), Batch.of(1, 1, 4));
    assertThat(seen.last()).isEqualTo(Batch.of(1, 1, 4));
    assertThat(seen.evaluations()).isEqualTo(7);
    assertThat(PATH.last()).isEqualTo(SECOND);
  }

  @Test
  void asManyStatesAsTimes() {
    assertThatThrownBy(() -> new Trajectory(new double[] {1}, List.of(FIRST, SECOND), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 times need as many states, got 2");
  }
}
