package org.koopflow.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.koopflow.api.Matrix;
import org.koopflow.spectral.testing.ExactFlow;

/** Pairing the modes of two spectra. */
class SpectrumMatchingTest {
  private static Spectrum diagonal(double... rates) {
    int m = rates.length;
    double[] a = new double[m * m];
    for (int i = 0; i < m; i++) {
      a[i * m + i] = rates[i];
    }
    return Spectrum.of(ExactFlow.linear(ExactFlow.generator(Matrix.of(m, m, a))));
  }

  @Test
  void theSumOfDistancesCountsAndNotTheNearestNeighbour() {
    // 0 is nearest to 0.4, and taking it would leave 1 with -1: 0.4 + 2 against 0.6 + 1.
    SpectrumMatching matching = SpectrumMatching.between(diagonal(1, 0), diagonal(0.4, -1));
    assertThat(matching.pairs())
        .extracting(pair -> pair.second().growthRate())
        .containsExactly(0.4, -1.0);
    assertThat(matching.largestDistance()).isCloseTo(1, within(1e-12));
  }

  @Test
  void orderDoesNotMatter() {
    Spectrum spectrum = diagonal(-1, 2, 0.5, -3);
    SpectrumMatching matching =
        SpectrumMatching.between(spectrum, spectrum.ordered(Spectrum.BY_RATE));
    assertThat(matching.largestDistance()).isZero();
    assertThat(matching.pairs())
        .allSatisfy(pair -> assertThat(pair.second().rate()).isEqualTo(pair.first().rate()));
  }

  @Test
  void whatIsLeftOverHasNoPartner() {
    SpectrumMatching matching = SpectrumMatching.between(diagonal(-1, -5), diagonal(-1.1));
    assertThat(matching.pairs()).hasSize(1);
    assertThat(matching.onlyFirst()).extracting(Mode::growthRate).containsExactly(-5.0);
    assertThat(matching.onlySecond()).isEmpty();
    SpectrumMatching other = SpectrumMatching.between(diagonal(-1.1), diagonal(-1, -5));
    assertThat(other.onlySecond()).extracting(Mode::growthRate).containsExactly(-5.0);
  }
}
