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

  @Test
  void aCopySharesNothing() {
    Weights weights = weights("b", "a").and(new Weights(Map.of("c", Batch.ofDoubles(1, 1, 0.1))));
    Weights copy = weights.copy();
    assertThat(copy).isEqualTo(weights);
    assertThat(copy.values().keySet()).containsExactly("b", "a", "c");
    copy.get("a").floats()[0] = 1;
    copy.get("c").doubles()[0] = 1;
    assertThat(weights.get("a")).isEqualTo(Batch.zeros(2, 2));
    assertThat(weights.get("c").get(0, 0)).isEqualTo(0.1);
  }

  @Test
  void namesAndSizesAreCompared() {
    Weights expected = weights("a", "b");
    weights("b", "a").requireSizesOf(expected);
    assertThatThrownBy(() -> weights("a").requireSizesOf(expected))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'b' is missing");
    assertThatThrownBy(() -> weights("a", "b", "c").requireSizesOf(expected))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'c' is not expected; expected: [a, b]");
    assertThatThrownBy(
            () ->
                weights("a")
                    .and(new Weights(Map.of("b", Batch.zeros(4, 1))))
                    .requireSizesOf(expected))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'b' must be 2 x 2, got 4 x 1");
  }
}
