package org.koopflow.spectral.model.findings;

import java.util.Map;

/** One thing that was found of the spectrum of a run's model. */
public sealed interface Finding
    permits ModesFinding,
        ShapesFinding,
        SignaturesFinding,
        EditsFinding,
        EnergiesFinding,
        InversionFinding,
        CertificateFinding {
  /**
   * What belongs among the metrics of the run.
   *
   * @return figures by name, in a fixed order, which depend on model and seed alone; empty for what
   *     is only to be looked at
   */
  default Map<String, Object> metrics() {
    return Map.of();
  }
}
