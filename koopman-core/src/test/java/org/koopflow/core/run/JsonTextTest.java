package org.koopflow.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.koopflow.core.spec.EdmdSettings;

class JsonTextTest {
  @Test
  void keepsOrderAndIndents() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("z", List.of(0.25, 0.5));
    tree.put("a", Map.of());
    tree.put("edmd", new EdmdSettings(9, 0.5));
    tree.put("text", "ü\"\n");

    assertThat(JsonText.of(tree))
        .isEqualTo(
            """
            {
              "z": [ 0.25, 0.5 ],
              "a": {},
              "edmd": {
                "points": 9,
                "ridge": 0.5
              },
              "text": "ü\\"\\n"
            }
            """);
  }

  @Test
  void numbersThatAreNotFiniteAreShownAsText() {
    assertThat(JsonText.of(List.of(Double.NaN, Double.NEGATIVE_INFINITY)))
        .isEqualTo("[ \"NaN\", \"-Infinity\" ]\n");
  }

  /** Java before 19 writes 2.0E-3 with superfluous digits for some numbers; these are two. */
  @Test
  void numbersAreTheShortestOnEveryJava() {
    assertThat(JsonText.number(2.0E-3)).isEqualTo("0.002");
    assertThat(JsonText.number(2.2250738585072014E-308)).isEqualTo("2.2250738585072014E-308");
    assertThat(JsonText.number(2e23)).isEqualTo("2.0E23");
    assertThat(JsonText.number(0x1p-44)).isEqualTo("5.684341886080802E-14");
    assertThat(JsonText.of(List.of(0x1p-44))).isEqualTo("[ 5.684341886080802E-14 ]\n");
  }

  @Test
  void whatHasNoJsonIsRefused() {
    assertThatThrownBy(() -> JsonText.of(Map.of("a", new Object())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot write as JSON");
  }
}
