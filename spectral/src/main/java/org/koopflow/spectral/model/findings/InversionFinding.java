package org.koopflow.spectral.model.findings;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.spectral.Inversion;

/**
 * How well held-out data come back from the noise they are taken to.
 *
 * @param rows number of rows
 * @param trip the errors
 */
public record InversionFinding(int rows, Inversion.RoundTrip trip) implements Finding {
  @Override
  public Map<String, Object> metrics() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("rows", rows);
    figures.put("relativeError", trip.relativeError());
    figures.put("correctedError", trip.correctedError());
    trip.solved()
        .ifPresent(
            solved -> {
              figures.put("solverError", solved.error());
              figures.put("noiseDistance", solved.noiseDistance());
              figures.put("correctedNoiseDistance", solved.correctedNoiseDistance());
              figures.put("solverEvaluations", solved.evaluations());
            });
    return Map.of("inversion", figures);
  }
}
