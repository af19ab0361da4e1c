package org.koopflow.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightsTest {
  private static Weights weights(String... names) {
    Map<String, Batch> values = new LinkedHashMap<>();
    for (String name : names) {
      values.put(name, Batch.zeros(2, 2));
    }
    return new Weights(values);
  }

  @Test
  void prefixesAreTakenOffAndPutOn() {
    Weights weights = weights("b.x", "a.y", "ab.z");
    assertThat(weights.in("a").values()).containsOnlyKeys("y");
    assertThat(weights.in("b").under("c").values()).containsOnlyKeys("c.x");
    assertThat(weights.values().keySet()).containsExactly("b.x", "a.y", "ab.z");
    assertThat(weights.count()).isEqualTo(12);
  }

  @Test
  void aNameOccursOnce() {
    assertThat(weights("a").and(weights("b")).values()).containsOnlyKeys("a", "b");
    assertThatThrownBy(() -> weights("a").and(weights("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a' occurs twice");
    assertThatThrownBy(() -> weights("a").get("c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no parameter 'c'");
  }
}
