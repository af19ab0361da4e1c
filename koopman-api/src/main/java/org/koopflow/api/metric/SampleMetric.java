package org.koopflow.api.metric;

import java.util.Map;

/**
 * Says of any set of samples how it lies beside the real rows: of those of the teacher, of the
 * student, of other real rows, the floor, and of few steps of a solver, all in one way.
 */
public non-sealed interface SampleMetric extends Metric {
  /**
   * Measures.
   *
   * @param samples what to measure, left as it is
   * @return figures by the keys their provider describes
   * @throws org.koopflow.api.KoopflowException in one line, if the samples do not admit it: other
   *     columns than the real rows, too few of them, numbers that are not finite
   */
  Map<String, Object> of(SampleSet samples);

  /**
   * What is to be said of the measure itself, once for a run.
   *
   * @return figures by key; none unless overridden
   */
  default Map<String, Object> about() {
    return Map.of();
  }
}
