package org.koopflow.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.koopflow.api.sampling.Trajectory;

class TrajectoryTest {
  @Test
  void itsTimesCannotBeChanged() {
    double[] times = {0.5, 1};
    Trajectory trajectory =
        new Trajectory(times, List.of(Batch.zeros(2, 1), Batch.filled(2, 1, 1)), 3);
    times[0] = 7;
    trajectory.times()[1] = 7;
    assertThat(trajectory.times()).containsExactly(0.5, 1);
    assertThat(trajectory.last()).isEqualTo(Batch.filled(2, 1, 1));
  }

  @Test
  void everyTimeHasAState() {
    assertThatThrownBy(() -> new Trajectory(new double[] {1}, List.of(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 times need as many states, got 0");
  }
}
