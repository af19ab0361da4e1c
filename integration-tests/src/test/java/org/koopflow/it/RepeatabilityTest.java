package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Progress;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;

/** One experiment and one seed give one result. */
class RepeatabilityTest {
  private static final Koopflow KOOPFLOW = Koopflow.create();
  private static RunResult first;

  @BeforeAll
  static void run() {
    first = run("seed=3");
  }

  private static RunResult run(String... more) {
    return KOOPFLOW.run(Small.experiment(KOOPFLOW, more));
  }

  /** Everything measured but what depends on the clock. */
  private static Map<String, Object> figures(RunResult result) {
    Map<String, Object> figures = new LinkedHashMap<>(result.metrics());
    assertThat(figures.remove("seconds")).isNotNull();
    return figures;
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    RunResult second = run("seed=3");
    assertThat(figures(second)).isEqualTo(figures(first));
    assertThat(second.model().teacher()).isEqualTo(first.model().teacher());
    assertThat(second.model().student()).isEqualTo(first.model().student()).isPresent();
    assertThat(second.losses()).isEqualTo(first.losses()).isNotEmpty();
    assertThat(Small.repeatable(second.provenance()))
        .isEqualTo(Small.repeatable(first.provenance()));
    assertThat(second.data().train()).isEqualTo(first.data().train());
    assertThat(second.showing().orElseThrow().samples())
        .isEqualTo(first.showing().orElseThrow().samples());
  }

  @Test
  void anotherSeedGivesAnotherResult() {
    RunResult other = run("seed=4");
    assertThat(other.model().teacher()).isNotEqualTo(first.model().teacher());
    assertThat(other.model().student()).isNotEqualTo(first.model().student());
    assertThat(other.data().train()).isNotEqualTo(first.data().train());
    assertThat(figures(other)).isNotEqualTo(figures(first));
  }

  @Test
  void evaluatingAgainGivesTheSameFigures() {
    assertThat(KOOPFLOW.evaluate(first.model(), Progress.SILENT)).isEqualTo(figures(first));
  }

  @Test
  void aCompleteRunHoldsEverything() {
    assertThat(first.completed()).isTrue();
    assertThat(figures(first))
        .containsOnlyKeys(
            "teacher", "student", "floor", "euler", "endMse", "pathMse", "relativeResidual");
    RunResult.Showing showing = first.showing().orElseThrow();
    assertThat(showing.samples().isFinite()).isTrue();
    assertThat(showing.teacherSamples().isFinite()).isTrue();
    assertThat(showing.generator().rows()).isEqualTo(8);
    assertThat(first.losses())
        .extracting(row -> row.stage() + " " + row.step())
        .contains("teacher 40", "student 40");
  }
}
