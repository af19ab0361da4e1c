package org.koopflow.cli.spectral;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1.25, 1.250",
    "-0.0123456, -0.01235",
    "99999.4, 99999",
    "123456, 1.23e+05",
    "-0.0001, -1.00e-04",
    "Infinity, -",
    "NaN, -"
  })
  void numbersHaveFourDigits(double number, String text) {
    assertThat(TextTable.text(number)).isEqualTo(text);
  }

  @Test
  void whatIsNotThereIsADash() {
    assertThat(TextTable.text(OptionalDouble.empty())).isEqualTo("-");
    assertThat(TextTable.text(OptionalDouble.of(2))).isEqualTo("2.000");
    assertThat(TextTable.text(7)).isEqualTo("7");
  }

  @Test
  void numbersStandFlushRightAndNamesFlushLeft() {
    assertThat(new TextTable("mode", "rate").line(3, 0.5).line(12, -10.0).toString())
        .isEqualTo("mode    rate\n   3  0.5000\n  12  -10.00\n");
    assertThat(new TextTable("", "here").line("end", 1).line("longer name", 22).toString())
        .isEqualTo("             here\nend             1\nlonger name    22\n");
  }
}
