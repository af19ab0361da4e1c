package org.koopflow.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.ModeFidelity;
import org.koopflow.spectral.Spectrum;
import org.koopflow.spectral.model.analysis.AnalysedMode;
import org.koopflow.spectral.model.analysis.AnalysedSpectrum;
import org.koopflow.spectral.model.findings.ModesFinding;
import org.koopflow.spectral.model.findings.SpectralFindings;

class SpectralSummaryTest {
  private static final Spectrum SPECTRUM =
      Spectrum.of(Matrix.of(3, 3, 0, 0, 0, 1, 0, 0, 0, 0, -1), new StateLayout(1));

  private static final Mode MODE = SPECTRUM.mode(0);

  private static SpectralFindings sevenModes(Optional<ModeFidelity> fidelity) {
    AnalysedMode mode = new AnalysedMode(MODE, 0.5, fidelity, Optional.empty());
    AnalysedSpectrum spectrum =
        new AnalysedSpectrum(SPECTRUM, Collections.nCopies(7, mode), Optional.empty());
    return new SpectralFindings(List.of(new ModesFinding(10, spectrum)), List.of());
  }

  private static Optional<ModeFidelity> fidelity(double relative, double variation) {
    return Optional.of(
        new ModeFidelity(MODE, relative, variation, 1, new double[0], new double[0]));
  }

  @Test
  void theFiveLeadingModesAreTold() {
    assertThat(SpectralSummary.of(sevenModes(fidelity(0.01234, 0.5))))
        .isEqualTo(
            """
            fidelity of the leading modes    evolution error: 1.23 %, 1.23 %, 1.23 %, 1.23 %, 1.23 %
              of what differs by sample      evolution error: 50.0 %, 50.0 %, 50.0 %, 50.0 %, 50.0 %
            """);
  }

  @Test
  void whatIsNoNumberIsNotTold() {
    assertThat(SpectralSummary.of(sevenModes(fidelity(0.01234, Double.NaN)))).hasLineCount(1);
  }

  @Test
  void nothingIsToldWhereNothingWasMeasured() {
    assertThat(SpectralSummary.of(sevenModes(Optional.empty()))).isEmpty();
    assertThat(SpectralSummary.of(SpectralFindings.none("of a reason"))).isEmpty();
  }
}
