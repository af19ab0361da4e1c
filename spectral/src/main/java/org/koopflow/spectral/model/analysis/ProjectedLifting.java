package org.koopflow.spectral.model.analysis;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Selection;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.spectral.Reduction;

/**
 * A reduction written down as the plug-in {@code projected}, by the names that plug-in documents:
 * it is known here by name alone, and may be anybody's.
 */
final class ProjectedLifting {
  private static final String TYPE = "projected";
  private static final String BASE = "base";

  private ProjectedLifting() {}

  /** The lifting that reads what is kept of another one. */
  static Selection<LiftingProvider<?>> selection(
      Reduction reduction, Selection<LiftingProvider<?>> base) {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("type", base.type());
    whole.putAll(base.settings());
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("dimension", reduction.observables());
    settings.put("terms", reduction.path().rows());
    settings.put(BASE, whole);
    return new Selection<>(TYPE, settings);
  }

  /** Its parameters, beside those of the other one. */
  static Weights weights(Reduction reduction, Weights base) {
    Map<String, Batch> values = new LinkedHashMap<>();
    values.put("projection", reduction.projection().toBatch());
    values.put("basis", reduction.basis().toBatch());
    values.put("path", reduction.path().toBatch());
    reduction.drive().ifPresent(drive -> values.put("drive", drive.toBatch()));
    return base.under(BASE).and(new Weights(values));
  }
}
