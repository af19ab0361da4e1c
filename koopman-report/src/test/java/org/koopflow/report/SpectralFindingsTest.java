package org.koopflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpectralFindingsTest {
  private static SpectralFindings findings(List<?> modes) {
    return new SpectralFindings(Map.of("modes", modes), Map.of(), List.of());
  }

  @Test
  void theFiveLeadingModesAreTold() {
    Map<String, Double> mode = Map.of("fidelityError", 0.01234, "variationError", 0.5);
    assertThat(findings(Collections.nCopies(7, mode)).toText())
        .isEqualTo(
            """
            fidelity of the leading modes    evolution error: 1.23 %, 1.23 %, 1.23 %, 1.23 %, 1.23 %
              of what differs by sample      evolution error: 50.0 %, 50.0 %, 50.0 %, 50.0 %, 50.0 %
            """);
  }

  @Test
  void nothingIsToldWhereNothingWasMeasured() {
    assertThat(findings(List.of(Map.of("share", 0.5))).toText()).isEmpty();
    SpectralFindings none = SpectralFindings.none("of a reason");
    assertThat(none.toText()).isEmpty();
    assertThat(none.missing()).containsExactly("the spectral analysis: of a reason");
    assertThat(none.metrics()).isEmpty();
  }
}
