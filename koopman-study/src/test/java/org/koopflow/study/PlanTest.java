package org.koopflow.study;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.api.study.Trial;
import org.koopflow.core.Koopflow;
import org.koopflow.core.spec.ExperimentReader;
import org.koopflow.testkit.Failures;

class PlanTest {
  @TempDir Path scratch;

  private final Koopflow koopflow = Lines.koopflow();

  private Plan plan(List<String> changes, String... axes) throws IOException {
    String source = Lines.specification(scratch).toString();
    return Plan.of(koopflow, source, changes, List.of(axes).stream().map(Axis::parse).toList());
  }

  @Test
  void everyCombinationIsATrialWithItsResolvedSpecification() throws IOException {
    Plan plan = plan(List.of("seed=9"), "lifting.degree=1,2", "training.edmd.ridge=0.1,0.2");
    assertThat(plan.trials()).extracting(Trial::name).containsExactly("001", "002", "003", "004");
    Trial third = plan.trials().get(2);
    assertThat(plan.indexOf(third)).isEqualTo(2);
    assertThat(plan.describe(third)).isEqualTo("lifting.degree=2, training.edmd.ridge=0.1");
    assertThat(plan.cases().get(2).values()).containsExactly("2", "0.1");
    ExperimentReader reader = new ExperimentReader(koopflow.plugins());
    assertThat(reader.text("third", third.specification()))
        .isEqualTo(
            reader.read(
                scratch.resolve("lines.yaml").toString(),
                "seed=9",
                "lifting.degree=2",
                "training.edmd.ridge=0.1"));
  }

  @Test
  void aSettingThatIsVariedTwiceIsRefused() {
    Failures.assertRefuses(
        () -> plan(List.of(), "seed=1,2", "lifting.degree=1", "seed=3"),
        "--vary seed=3: seed is varied already, by --vary seed=1,2");
  }

  @Test
  void aSettingThatIsVariedAndSetIsRefused() {
    Failures.assertRefuses(
        () -> plan(List.of("seed=3"), "seed=1,2"), "--set seed=3: seed is varied by --vary");
  }

  @Test
  void twoCombinationsThatAreOneRunAreRefused() {
    Failures.assertRefuses(
        () -> plan(List.of(), "seed=1,+1"), "--vary seed=+1 is the same run as seed=1");
  }

  @Test
  void moreCombinationsThanAnyoneWantsAreRefusedAtOnce() {
    String many = IntStream.range(0, 1000).mapToObj(String::valueOf).collect(joining(","));
    Failures.assertRefuses(
        () -> plan(List.of(), "seed=" + many, "lifting.degree=" + many, "training.steps=" + many),
        "--vary asks for 1000000000 combinations, and at most 10000 are run");
  }

  @Test
  void theLastCombinationIsReadBeforeTheFirstIsRun() {
    Failures.assertRefuses(() -> plan(List.of(), "lifting.degree=1,2,0"), "--set lifting.degree=0");
  }

  /** Each part is right by itself; that this exponential needs blocks is said of both together. */
  @Test
  void partsThatDoNotGoTogetherAreRefused() {
    Failures.assertRefuses(
        () -> plan(List.of(), "exponential.type=pade,block"),
        "exponential 'block' needs",
        "operator 'dense'");
  }

  @Test
  void anotherPlansTrialIsNotTaken() throws IOException {
    Plan plan = plan(List.of(), "seed=1");
    assertThatThrownBy(() -> plan.indexOf(new Trial("001", "seed: 7")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
