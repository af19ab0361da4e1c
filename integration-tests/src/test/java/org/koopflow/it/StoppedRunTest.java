package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.training.TrainingDivergedException;
import org.koopflow.core.DivergedRunException;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.losses.LossRow;

/**
 * Runs that end early: stopped by their user, by numbers that are not finite, or before they began.
 */
class StoppedRunTest {
  private static final Koopflow KOOPFLOW = Koopflow.create();

  private static RunResult stopped(Small.Stopper stopper) {
    RunResult result = KOOPFLOW.run(Small.experiment(KOOPFLOW), stopper);
    assertThat(result.completed()).isFalse();
    assertThat(result.metrics()).isEmpty();
    assertThat(result.showing()).isEmpty();
    assertThat(result.provenance()).containsKeys("seed", "dataSha256", "plugins");
    assertThat(result.model().teacher().averaged().isFinite()).isTrue();
    // An average over at least one step differs from the last weights.
    assertThat(result.model().teacher().averaged()).isNotEqualTo(result.model().teacher().raw());
    return result;
  }

  private static int lastStep(RunResult result, String stage) {
    return result.losses().stream()
        .filter(row -> row.stage().equals(stage))
        .mapToInt(LossRow::step)
        .max()
        .orElse(0);
  }

  @Test
  void stoppedWhileTheTeacherIsFitted() {
    Small.Stopper stopper = new Small.Stopper("teacher", 7);
    RunResult result = stopped(stopper);
    assertThat(stopper.begun()).containsExactly("teacher");
    assertThat(lastStep(result, "teacher")).isEqualTo(7);
    assertThat(result.model().student()).isEmpty();
    assertThat(steps(result, "teacher")).isEqualTo(Map.of("asked", 40, "done", 7));
    assertThat(steps(result, "student")).isEqualTo(Map.of("asked", 40, "done", 0));
  }

  private static Object steps(RunResult result, String stage) {
    return ((Map<?, ?>) result.provenance().get("steps")).get(stage);
  }

  @Test
  void stoppedWhileThePoolIsFilled() {
    Small.Stopper stopper = new Small.Stopper("pool", 2);
    RunResult result = stopped(stopper);
    assertThat(stopper.begun()).doesNotContain("evaluation");
    assertThat(lastStep(result, "teacher")).isEqualTo(40);
    assertThat(lastStep(result, "student")).isZero();
    assertThat(result.model().student()).as("a student that took no step").isEmpty();
  }

  @Test
  void stoppedWhileTheStudentIsTrained() {
    Small.Stopper stopper = new Small.Stopper("student", 9);
    RunResult result = stopped(stopper);
    assertThat(stopper.begun()).containsExactly("teacher", "pool", "student");
    assertThat(lastStep(result, "student")).isEqualTo(9);
    var student = result.model().student().orElseThrow();
    assertThat(student.averaged().isFinite()).isTrue();
    assertThat(student.averaged()).isNotEqualTo(student.raw());
    assertThat(steps(result, "teacher")).isEqualTo(Map.of("asked", 40, "done", 40));
    assertThat(steps(result, "student")).isEqualTo(Map.of("asked", 40, "done", 9));
  }

  @Test
  void stoppedWhileItIsMeasured() {
    Small.Stopper stopper = new Small.Stopper("evaluation", 2);
    RunResult result = stopped(stopper);
    assertThat(lastStep(result, "student")).isEqualTo(40);
    assertThat(result.model().student()).isPresent();
    assertThatThrownBy(() -> KOOPFLOW.evaluate(result.model(), new Small.Stopper("evaluation", 1)))
        .isInstanceOf(CancellationException.class);
  }

  private static DivergedRunException diverged(String... more) {
    return catchThrowableOfType(
        DivergedRunException.class, () -> KOOPFLOW.run(Small.experiment(KOOPFLOW, more)));
  }

  private static void assertTellsWhere(DivergedRunException failure, String stage) {
    assertThat(failure).isNotNull();
    TrainingDivergedException cause = (TrainingDivergedException) failure.getCause();
    assertThat(cause.stage()).isEqualTo(stage);
    assertThat(cause.step()).isBetween(1, 39);
    assertThat(cause.term()).isNotBlank();
    assertThat(cause.lastGood().isFinite()).isTrue();
    assertThat(failure)
        .hasMessageContaining(stage)
        .hasMessageContaining("step " + cause.step())
        .hasMessageContaining("'" + cause.term() + "'");
    assertThat(failure.getMessage().lines()).hasSize(1);
    assertThat(failure.reached().completed()).isFalse();
    assertThat(failure.reached().metrics()).isEmpty();
    assertThat(failure.reached().provenance()).containsEntry("diverged", failure.getMessage());
    assertThat(steps(failure.reached(), stage))
        .isEqualTo(Map.of("asked", 40, "done", cause.step()));
    assertThat(failure.reached().model().teacher().averaged().isFinite()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e15", "1e30"})
  void aTeacherThatDiverges(String rate) {
    DivergedRunException failure =
        diverged("teacher.training.learningRate=" + rate, "teacher.training.clip=0");
    assertTellsWhere(failure, "teacher");
    assertThat(failure.reached().model().student()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e6", "1e15", "1e30"})
  void aStudentThatDiverges(String rate) {
    DivergedRunException failure = diverged("training.learningRate=" + rate, "training.clip=0");
    assertTellsWhere(failure, "student");
    assertThat(failure.reached().model().student().orElseThrow().averaged().isFinite()).isTrue();
  }

  private static void assertRefused(String message, String... more) {
    Small.Stopper listener = new Small.Stopper();
    assertThatExceptionOfType(SpecificationException.class)
        .isThrownBy(() -> KOOPFLOW.run(Small.experiment(KOOPFLOW, more), listener))
        .satisfies(refusal -> assertThat(refusal.getMessage().lines()).hasSize(1))
        .withMessageContaining(message);
    assertThat(listener.begun()).isEqualTo(List.of());
  }

  @Test
  void aBatchLargerThanTheDataIsRefusedBeforeTraining() {
    assertRefused("training.batchSize is 256", "data.samples=255", "training.batchSize=256");
    assertRefused(
        "teacher.training.batchSize is 256, but the data has only 255 training rows",
        "data.samples=255",
        "teacher.training.batchSize=256");
  }

  @Test
  void anExponentialWithoutGradientsIsRefusedBeforeDataIsLoaded() {
    // The file does not exist: were data loaded first, that would be the complaint.
    assertRefused(
        "exponential 'pade' cannot be differentiated",
        "exponential.type=pade",
        "data.source=csv",
        "data.file=missing.csv");
  }

  @Test
  void aLiftingTooSmallToCarryTheStateIsRefusedBeforeTraining() {
    assertRefused(
        "dimension must exceed the 2 coordinates",
        "lifting.type=decoder-free",
        "lifting.dimension=2");
  }
}
