package org.koopflow.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.koopflow.core.run.JsonText;

class CompactTest {
  @ParameterizedTest
  @CsvSource({
    "0.123456, 0.1235",
    "-1234.56, -1235.0",
    "123456, 123500.0",
    "9.99996, 10.0",
    "0.00000123456, 0.000001235",
    "0, 0.0",
    "NaN, NaN",
    "-Infinity, -Infinity",
    "1.23456e-310, 1.23456e-310"
  })
  void fourDigitsRemain(double value, double rounded) {
    assertThat(Double.valueOf(Compact.number(value))).isEqualTo(Double.valueOf(rounded));
  }

  @Test
  void theTextIsShort() {
    assertThat(JsonText.of(Compact.numbers(new double[] {0.1 + 0.2, Math.PI * 1e5})).strip())
        .isEqualTo("[ 0.3, 314200.0 ]");
  }
}
