package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Progress;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.backend.Backend;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.run.RunFolder;
import org.koopflow.core.spec.Experiment;

/** From recorded trajectories to a trained student, and what cannot be had of such a teacher. */
class RecordedTest {
  private static final Koopflow KOOPFLOW = Koopflow.create();

  @TempDir static Path folder;
  @TempDir Path scratch;

  private static Path file;
  private static Experiment experiment;
  private static RunResult result;

  @BeforeAll
  static void train() {
    file = OutsideTeachers.record(folder.resolve("paths.npy"), 10, 4000);
    experiment =
        OutsideTeachers.experiment(
            KOOPFLOW, "recorded", file, OutsideTeachers.trained("training.steps=800"));
    result = KOOPFLOW.run(experiment);
  }

  private static double number(RunResult run, String key) {
    return (Double) run.metrics().get(key);
  }

  @Test
  void theStudentIsJudgedByWhatItNeverSaw() {
    assertThat(result.completed()).isTrue();
    assertThat(result.metrics())
        .containsOnlyKeys(
            "student",
            "floor",
            "endMse",
            "endMseTraining",
            "endVariance",
            "endMseOverVariance",
            "pathMse",
            "relativeResidual",
            "notMeasured",
            "seconds");
    // The data are N(0, I / 4); three seeds gave 0.0051 to 0.0059 and residuals up to 0.017.
    assertThat(number(result, "endVariance")).isBetween(0.2, 0.3);
    assertThat(number(result, "endMseOverVariance")).isLessThan(0.02);
    assertThat(number(result, "endMse")).isLessThan(2 * number(result, "endMseTraining"));
    assertThat(number(result, "relativeResidual")).isLessThan(0.06);
    assertThat(((Map<?, ?>) result.metrics().get("pathMse")).keySet())
        .hasToString("[0.222222, 0.444444, 0.777778]");
    assertThat((String) result.metrics().get("notMeasured"))
        .contains("euler", "speed-up", "has no velocity field");
    assertThat(result.data().test().rows()).isEqualTo(400);
    assertThat(result.data().train().rows()).isEqualTo(3600);
  }

  @Test
  void whatIsShownAreHeldOutTrajectories() {
    RunResult.Showing showing = result.showing().orElseThrow();
    assertThat(showing.teacherSamples().rows()).isZero();
    assertThat(showing.teacher().times()).hasSize(10);
    Batch start = showing.teacher().states().get(0);
    Batch end = showing.teacher().last();
    for (int i = 0; i < start.size(); i++) {
      assertThat(end.floats()[i]).isEqualTo(start.floats()[i] / 2);
    }
    assertThat(end).isEqualTo(result.data().test().rows(0, end.rows()));
    assertThat(showing.student().states().get(0).rows()).isEqualTo(start.rows());
  }

  @Test
  void theResolvedSpecificationSaysWhereTheDataComeFrom() {
    assertThat(result.experiment().data().source().type()).isEqualTo("teacher");
    RunResult again = KOOPFLOW.run(result.experiment());
    assertThat(again.model().student()).isEqualTo(result.model().student());
    assertThat(Small.repeatable(again.provenance()))
        .isEqualTo(Small.repeatable(result.provenance()));
  }

  @Test
  void aRunIsSampledWithoutTheFile() throws Exception {
    Path moved = scratch.resolve("paths.npy");
    Files.copy(file, moved);
    RunResult run =
        KOOPFLOW.run(OutsideTeachers.experiment(KOOPFLOW, "recorded", moved, "training.steps=3"));
    RunFolder folders = new RunFolder(KOOPFLOW.plugins());
    folders.write(scratch.resolve("run"), run, Map.of());
    Files.delete(moved);
    TrainedModel model = folders.read(scratch.resolve("run"));
    try (Backend backend = KOOPFLOW.openBackend(model.experiment());
        OpenModel open = KOOPFLOW.open(model, backend)) {
      Batch noise = open.noise(300, 4);
      assertThat(open.toData(open.sampler().sample(noise)).isFinite()).isTrue();
      assertThatThrownBy(() -> open.sampler(Selection.of("dopri5")))
          .isInstanceOf(SpecificationException.class)
          .hasMessageContaining("dopri5")
          .hasMessageContaining("a recorded teacher has no velocity field");
      assertThatThrownBy(open::velocity)
          .isInstanceOf(SpecificationException.class)
          .hasMessageContaining("teacher 'recorded' has no velocity field");
    }
    assertThatThrownBy(() -> KOOPFLOW.evaluate(model, Progress.SILENT))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining("there is no file");
  }

  @Test
  void aRunIsMeasuredAndTrainedFurther() {
    Map<String, Object> anew = KOOPFLOW.evaluate(result.model(), Progress.SILENT);
    assertThat(anew.get("endMse")).isEqualTo(result.metrics().get("endMse"));
    assertThat(anew.get("relativeResidual")).isEqualTo(result.metrics().get("relativeResidual"));
    RunResult further = KOOPFLOW.resume(result.model(), result.experiment(), Progress.SILENT);
    assertThat(number(further, "endMse")).isLessThan(number(result, "endMse"));
  }

  @Test
  void withoutDifferencesThereIsNoConsistency() {
    Path three = OutsideTeachers.record(scratch.resolve("three.npy"), 3, 500);
    RunResult run =
        KOOPFLOW.run(
            OutsideTeachers.experiment(
                KOOPFLOW, "recorded", three, "teacher.consistency=none", "teacher.noise=normal"));
    assertThat(run.metrics()).doesNotContainKey("relativeResidual");
    assertThat((String) run.metrics().get("notMeasured"))
        .contains("relativeResidual", "no differences");
    assertThat(run.losses())
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(row.values())
                    .containsOnlyKeys("loss", "phase", "target", "reconstruction", "path"));
  }

  @ParameterizedTest
  @CsvSource({
    "teacher.file=none.npy, there is no file 'none.npy'",
    "teacher.times=[0;0.5;1], 'as many as the array has, 10, got 3'",
    "data.source=two-moons, data.source must be teacher",
    "teacher.heldOut=0.9999, at least 2 must be",
    "training.batchSize=3700, only 3600 training rows",
  })
  void whatCannotBeDoneIsRefusedBeforeTraining(String override, String message) {
    Progress untouched =
        new Progress() {
          @Override
          public void begin(String stage, long total) {
            throw new AssertionError(stage + " began");
          }
        };
    Experiment wrong =
        OutsideTeachers.experiment(KOOPFLOW, "recorded", file, override.replace(';', ','));
    assertThatThrownBy(() -> KOOPFLOW.run(wrong, untouched))
        .isInstanceOfAny(SpecificationException.class, KoopflowException.class)
        .hasMessageContaining(message);
  }

  /** Unlike the consistency, which is left out. */
  @Test
  void aTermThatCannotDoWithoutVelocitiesIsRefusedBeforeTraining() {
    Koopflow koopflow =
        new Koopflow(Plugins.builder().addAll(Plugins.discover()).add(new SlopeTerm()).build());
    String[] overrides = {
      "teacher.consistency=none", "objective." + SlopeTerm.NAME + "=0.1", "training.steps=3"
    };
    Experiment wrong = OutsideTeachers.experiment(koopflow, "recorded", file, overrides);
    Small.Stopper listener = new Small.Stopper();
    assertThatThrownBy(() -> koopflow.run(wrong, listener))
        .isInstanceOf(SpecificationException.class)
        .hasMessage(
            "objective term 'gentle-slopes' needs velocities at the points of its path, which"
                + " teacher 'recorded' does not give; leave it out by"
                + " objective.gentle-slopes=false");
    assertThat(listener.begun()).isEmpty();
    overrides[0] = "teacher.consistency=spline";
    RunResult right =
        koopflow.run(OutsideTeachers.experiment(koopflow, "recorded", file, overrides));
    assertThat(right.losses())
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.values()).containsKeys(SlopeTerm.NAME, "consistency"));
  }

  @Test
  void anObjectiveOfConsistencyAloneNeedsVelocities() {
    Experiment wrong =
        OutsideTeachers.experiment(
            KOOPFLOW,
            "recorded",
            file,
            "teacher.consistency=none",
            "objective.phase=0",
            "objective.target=0",
            "objective.reconstruction=0",
            "objective.path=0");
    assertThatThrownBy(() -> KOOPFLOW.run(wrong))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining("no other term of the objective has a weight");
  }
}
