package org.koopflow.api.metric;

/** Says something of the model beside its teacher. */
public non-sealed interface ModelMetric extends Metric {
  /**
   * Measures.
   *
   * @param model what to measure
   * @return what was found
   */
  Measured of(JudgedModel model);
}
