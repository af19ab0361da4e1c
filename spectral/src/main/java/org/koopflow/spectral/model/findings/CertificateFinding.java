package org.koopflow.spectral.model.findings;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.koopflow.spectral.Certificate;

/**
 * A bound on the error of the linear flow.
 *
 * @param trajectories number of trajectories of the teacher it was measured on
 * @param certificate the bound beside the error
 */
public record CertificateFinding(int trajectories, Certificate certificate) implements Finding {
  @Override
  public Map<String, Object> metrics() {
    return Map.of("certificate", figures());
  }

  /**
   * The figures that are no curves.
   *
   * @return figures by name, in a fixed order
   */
  public Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("trajectories", trajectories);
    figures.put("points", certificate.course().times().length);
    figures.put("norm", certificate.norm().name().toLowerCase(Locale.ROOT));
    figures.put("logarithmicNorm", certificate.logarithmicNorm());
    figures.put("residual", certificate.residual());
    figures.put("holds", certificate.holds());
    figures.put("holding", certificate.sharpness().holding());
    figures.put("tightness", certificate.sharpness().tightness());
    figures.put("medianBoundOverError", certificate.sharpness().medianRatio());
    return figures;
  }
}
