package org.koopflow.report.page;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.spectral.Certificate;
import org.koopflow.spectral.model.analysis.AnalysedMode;
import org.koopflow.spectral.model.findings.CertificateFinding;
import org.koopflow.spectral.model.findings.EditSeries;
import org.koopflow.spectral.model.findings.EditsFinding;
import org.koopflow.spectral.model.findings.EnergiesFinding;
import org.koopflow.spectral.model.findings.InversionFinding;
import org.koopflow.spectral.model.findings.ModesFinding;
import org.koopflow.spectral.model.findings.ShapesFinding;
import org.koopflow.spectral.model.findings.SignaturesFinding;
import org.koopflow.spectral.model.findings.SpectralFindings;

/** What the page draws of a spectrum, as one tree; a part that was not found is left out. */
final class SpectrumCharts {
  /** Points of the curves of a certificate. */
  private static final int BOUNDS = 40;

  private final Map<String, Object> charts = new LinkedHashMap<>();
  private final View view;

  private SpectrumCharts(View view) {
    this.view = view;
  }

  static Map<String, Object> of(SpectralFindings findings, View view) {
    SpectrumCharts of = new SpectrumCharts(view);
    findings.of(ModesFinding.class).ifPresent(of::modes);
    findings.of(ShapesFinding.class).ifPresent(of::shapes);
    findings.of(SignaturesFinding.class).ifPresent(of::signatures);
    findings.of(EditsFinding.class).ifPresent(of::edits);
    findings.of(EnergiesFinding.class).ifPresent(of::energies);
    findings.of(InversionFinding.class).ifPresent(of::inversion);
    findings.of(CertificateFinding.class).ifPresent(of::certificate);
    of.charts.put("missing", findings.missing());
    return of.charts;
  }

  private void modes(ModesFinding finding) {
    charts.put("observables", finding.spectrum().spectrum().layout().dimension());
    charts.put("trajectories", finding.trajectories());
    charts.put("warnings", finding.spectrum().spectrum().warnings());
    charts.put("modes", finding.spectrum().modes().stream().map(SpectrumCharts::mode).toList());
    finding
        .spectrum()
        .taught()
        .ifPresent(taught -> charts.put("times", Compact.numbers(taught.trajectory().times())));
  }

  private static Map<String, Object> mode(AnalysedMode each) {
    Map<String, Object> map = new LinkedHashMap<>();
    each.toMap().forEach((name, value) -> map.put(name, Compact.number((Double) value)));
    map.put("imaginary", Compact.number(each.mode().rate().imaginary()));
    each.fidelity().ifPresent(f -> map.put("errorAt", Compact.numbers(f.relativeErrorAt())));
    if (each.mode().illConditioned()) {
      map.put("illConditioned", true);
    }
    return map;
  }

  private void shapes(ShapesFinding finding) {
    charts.put("shapesAt", view.rows(finding.points()));
    charts.put("shapes", ShapeCharts.of(finding, view));
  }

  private void signatures(SignaturesFinding finding) {
    charts.put("signatures", SignatureCharts.of(finding));
  }

  private void edits(EditsFinding finding) {
    charts.put("edits", finding.series().stream().map(this::series).toList());
  }

  private Map<String, Object> series(EditSeries series) {
    Map<String, Object> map =
        Compact.tree(
            "name", series.name(),
            "unit", series.scale().unit(),
            "strengths", series.scale().strengths(),
            "neutral", series.scale().neutral());
    series.mode().ifPresent(mode -> map.put("mode", mode.index()));
    series
        .effect()
        .ifPresent(
            effect -> {
              map.put("reached", Compact.number(effect.reached()));
              map.put("before", Compact.number(effect.before()));
              map.put("leakage", Compact.number(effect.leakage()));
            });
    map.put("states", series.states().stream().map(view::rows).toList());
    return map;
  }

  private void energies(EnergiesFinding finding) {
    charts.put("energyTimes", Compact.numbers(finding.curves().get(0).times()));
    charts.put(
        "energies",
        finding.curves().stream().map(curve -> Compact.numbers(curve.measured())).toList());
  }

  private void inversion(InversionFinding finding) {
    charts.putAll(finding.metrics());
  }

  private void certificate(CertificateFinding finding) {
    Certificate certificate = finding.certificate();
    int points = certificate.course().times().length;
    int[] kept = new int[Math.min(BOUNDS, points)];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = (i + 1) * points / kept.length - 1;
    }
    Map<String, Object> map = new LinkedHashMap<>(finding.figures());
    map.put("times", pick(certificate.course().times(), kept));
    map.put("bound", pick(certificate.course().bound(), kept));
    map.put("error", pick(certificate.course().error(), kept));
    charts.put("certificate", map);
  }

  private static double[] pick(double[] values, int[] kept) {
    return Compact.numbers(Arrays.stream(kept).mapToDouble(i -> values[i]).toArray());
  }
}
