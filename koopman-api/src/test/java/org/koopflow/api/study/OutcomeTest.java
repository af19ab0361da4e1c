package org.koopflow.api.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.study.Outcome.Ending;

class OutcomeTest {
  private static final Trial TRIAL = new Trial("001", "seed: 1");

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "a\\b", "/a", "a.", "-a", "a b", "a\n"})
  void aTrialThatCannotBeTheNameOfAFolderIsRefused(String name) {
    assertThatThrownBy(() -> new Trial(name, "seed: 1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + name + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"001", "seed-1", "a_b.c", "8f3a--x"})
  void otherNamesAreTaken(String name) {
    assertThat(new Trial(name, "").name()).isEqualTo(name);
  }

  @Test
  void whatFailedHasAReasonAndNothingElseHasOne() {
    assertThat(Outcome.failed(TRIAL, Map.of(), "diverged").failure()).hasValue("diverged");
    assertThat(Outcome.stopped(TRIAL, Map.of()).failure()).isEmpty();
    assertThatThrownBy(() -> new Outcome(TRIAL, Ending.FAILED, Map.of(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Outcome(TRIAL, Ending.STOPPED, Map.of(), Optional.of("by Ctrl-C")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void figuresKeepTheirOrderAndCannotBeChanged() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("student", 2);
    metrics.put("endMse", 1);
    Outcome outcome = Outcome.completed(TRIAL, metrics);
    metrics.put("student", 3);
    assertThat(outcome.metrics().toString()).isEqualTo("{student=2, endMse=1}");
  }
}
