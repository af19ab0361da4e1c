package org.koopflow.report.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.koopflow.report.text.Figures.measures;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityTest {
  private static Quality quality(Map<String, ?> metrics) {
    return Quality.of(metrics, Figures.catalog());
  }

  @Test
  void textIsAligned() {
    assertThat(quality(Figures.metrics()).toText())
        .isEqualTo(
            """
                                               teacher     student       floor
            sliced Wasserstein distance        0.08123      0.0871      0.0432
            network evaluations per sample          98           1
            samples per second                   2,346     234,600
            speed-up over the teacher                          100
            end MSE to the teacher          0.00892
            path MSE to the teacher         0.25: 0.002, 0.5: 0.00812
            relative residual               0.1235
            """);
  }

  @Test
  void unknownMeasuresAreShownToo() {
    Quality quality =
        quality(
            Map.of(
                "student",
                Map.of("frechet", Map.of("classifierFeatures", 11.2)),
                "classSignatures",
                List.of("a", 2)));
    assertThat(quality.comparisons())
        .containsExactly(
            new Quality.Comparison(
                "frechet.classifierFeatures",
                "frechet, classifier features",
                List.of("", "11.2", "")));
    assertThat(quality.facts())
        .containsExactly(new Quality.Fact("classSignatures", "class signatures", "a, 2"));
  }

  /** A figure by class has a line for each. */
  @Test
  void partsOfAFigureBearItsName() {
    Quality quality = quality(Map.of("student", measures("precision", measures("3", 0.5))));
    assertThat(quality.comparisons())
        .containsExactly(
            new Quality.Comparison("precision.3", "precision, 3", List.of("", "0.5", "")));
  }

  @Test
  void mapsOfMapsTakeALineEach() {
    Quality quality =
        quality(
            measures(
                "euler", measures("1", measures("energy", 0.5), "2", measures("energy", 0.25))));
    assertThat(quality.toText())
        .isEqualTo(
            """
            Euler on the teacher, steps: 1  energy distance: 0.5
            Euler on the teacher, steps: 2  energy distance: 0.25
            """);
  }

  @Test
  void theSpectrumIsShownElsewhere() {
    assertThat(quality(Map.of("spectrum", Map.of("observables", 8))).toText()).isEmpty();
  }

  @Test
  void noMetricsGiveNoLines() {
    assertThat(quality(Map.of()).toText()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1000, '1,000'",
    "-3, -3",
    "12345.678, '12,350'",
    "0.0001234, 0.0001234",
    "0.00001234567, 1.235e-05",
    "99.996, 100",
    "NaN, not a number",
    "-Infinity, -infinite",
    "1e300, 1.000e+300"
  })
  void numbers(double value, String text) {
    assertThat(Numbers.text(value)).isEqualTo(text);
  }
}
