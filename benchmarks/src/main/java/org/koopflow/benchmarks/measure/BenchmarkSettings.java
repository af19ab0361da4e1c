package org.koopflow.benchmarks.measure;

import java.util.List;

/**
 * What to measure.
 *
 * @param backends names of backends; empty for all that can be used here
 * @param threads threads one operation may use, at least 1
 * @param quick smaller sizes and fewer runs: an impression in well under a minute a backend
 */
public record BenchmarkSettings(List<String> backends, int threads, boolean quick) {
  /**
   * Checks the range.
   *
   * @param backends names of backends
   * @param threads threads one operation may use
   * @param quick smaller sizes and fewer runs
   * @throws IllegalArgumentException if there is not at least one thread
   */
  public BenchmarkSettings {
    backends = List.copyOf(backends);
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + threads);
    }
  }

  /** Rows of the large batch. */
  int rows() {
    return quick ? 2_000 : 10_000;
  }

  /** Sizes of the exponentials. */
  List<Integer> sizes() {
    return quick ? List.of(16, 64, 256) : List.of(16, 32, 64, 128, 256, 512, 1024);
  }

  Stopwatch stopwatch() {
    return quick ? new Stopwatch(0.2, 0.5, 3) : new Stopwatch(1, 4, 5);
  }

  Stopwatch exponentialStopwatch() {
    return quick ? new Stopwatch(0, 0.1, 3) : new Stopwatch(0.1, 0.5, 3);
  }
}
