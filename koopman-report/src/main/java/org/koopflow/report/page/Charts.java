package org.koopflow.report.page;

import java.util.Map;
import org.koopflow.core.RunResult;
import org.koopflow.spectral.model.findings.SpectralFindings;

/** All a page draws. */
public final class Charts {
  private Charts() {}

  /**
   * The charts of a run.
   *
   * @param result the run
   * @param findings what its spectrum says
   * @return a tree of maps, lists, arrays, texts and numbers, by name of the section; a section
   *     without figures is left out
   */
  public static Map<String, Object> of(RunResult result, SpectralFindings findings) {
    View view = View.of(result.data());
    Map<String, Object> charts = RunCharts.of(result, view);
    charts.put("spectrum", SpectrumCharts.of(findings, view));
    return charts;
  }
}
