package org.koopflow.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopwatchTest {
  private long now;
  private final List<String> order = new ArrayList<>();

  private Workload workload(String name, double flops, double... seconds) {
    int[] runs = {0};
    return new Workload(
        name,
        "runs",
        1,
        flops,
        () -> {
          order.add(name);
          now += (long) (1e9 * seconds[Math.min(runs[0]++, seconds.length - 1)]);
        },
        List.of());
  }

  /** Medians, so that one slow run says nothing, and the first run is not counted. */
  @Test
  void figuresAreMediansAfterAWarmUp() {
    Workload work = workload("work", 10, 50, 1, 1, 9, 1, 1);
    Workload reference = workload("reference", 40, 50, 2);
    Timing timing = new Stopwatch(0, 0, 5, () -> now).measure(work, reference);
    assertThat(timing.runs()).isEqualTo(1);
    timing = new Stopwatch(0, 10, 5, () -> now).measure(work, reference);
    assertThat(timing.seconds()).isCloseTo(1, within(1e-9));
    assertThat(timing.share()).isCloseTo(10.0 / (40.0 / 2), within(1e-9));
    assertThat(order.subList(0, 4)).containsExactly("work", "reference", "work", "reference");
  }

  @Test
  void runsEndWithTheBudgetButNotBeforeTheLeast() {
    Timing fast =
        new Stopwatch(0, 10, 3, () -> now).measure(workload("a", 1, 1), workload("b", 1, 1));
    assertThat(fast.runs()).isEqualTo(5);
    Timing slow =
        new Stopwatch(0, 1, 3, () -> now).measure(workload("a", 1, 0.6), workload("b", 1, 0.6));
    assertThat(slow.runs()).isEqualTo(3);
    Timing endless =
        new Stopwatch(0, 1, 3, () -> now).measure(workload("a", 1, 30), workload("b", 1, 30));
    assertThat(endless.runs()).isEqualTo(1);
    assertThat(new Stopwatch(0, 1, 3, () -> now).seconds(() -> now += 250_000_000))
        .isCloseTo(0.25, within(1e-9));
  }

  @Test
  void impossibleBudgetsAndWorkloadsAreRefused() {
    assertThatThrownBy(() -> new Stopwatch(-1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Stopwatch(0, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> workload("nothing", 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.0 operations");
  }
}
