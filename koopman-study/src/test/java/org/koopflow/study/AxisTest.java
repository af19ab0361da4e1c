package org.koopflow.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.SpecificationException;

class AxisTest {
  @Test
  void commasInsideBracketsBelongToTheValue() {
    assertThat(Axis.parse("seed=1, 2,3")).isEqualTo(new Axis("seed", List.of("1", "2", "3")));
    assertThat(Axis.parse("teacher={type: cfm, sigma: 1},{type: x, means: [1, 2]}").values())
        .containsExactly("{type: cfm, sigma: 1}", "{type: x, means: [1, 2]}");
    assertThat(Axis.parse("name=a=b").values()).containsExactly("a=b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"seed", "=1,2", "seed=", "seed=1,,2", "seed=[1,2", "seed=1,1"})
  void whatIsNoAxisIsRefused(String text) {
    assertThatThrownBy(() -> Axis.parse(text))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining("--vary " + text);
  }

  @Test
  void theLastAxisVariesFastest() {
    List<Axis> axes = List.of(Axis.parse("a=1,2"), Axis.parse("b=x,y"));
    assertThat(Axis.product(axes))
        .containsExactly(
            List.of("1", "x"), List.of("1", "y"), List.of("2", "x"), List.of("2", "y"));
  }
}
