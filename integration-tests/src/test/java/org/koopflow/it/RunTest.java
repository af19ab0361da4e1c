package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Batch;
import org.koopflow.api.Progress;
import org.koopflow.api.SpecificationException;
import org.koopflow.core.DivergedRunException;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;

/** What a run promises: the same again, a clean stop, an early refusal, an honest end. */
class RunTest {
  private static final Koopflow KOOPFLOW = Koopflow.create();

  private static RunResult run(String... overrides) {
    return KOOPFLOW.run(SmallRuns.experiment(KOOPFLOW, overrides));
  }

  private static Map<String, Object> withoutTimes(RunResult result) {
    Map<String, Object> metrics = new LinkedHashMap<>(result.metrics());
    assertThat(metrics.remove("seconds")).isInstanceOf(Map.class);
    return metrics;
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    RunResult first = run();
    RunResult second = run();
    assertThat(withoutTimes(second)).isEqualTo(withoutTimes(first));
    assertThat(second.model()).isEqualTo(first.model());
    assertThat(second.losses()).isEqualTo(first.losses());
    assertThat(second.showing().orElseThrow().samples())
        .isEqualTo(first.showing().orElseThrow().samples());
    assertThat(second.provenance()).isEqualTo(first.provenance());
    RunResult other = run("seed=2");
    assertThat(other.model().student()).isNotEqualTo(first.model().student());
    assertThat(other.provenance().get("dataSha256"))
        .isNotEqualTo(first.provenance().get("dataSha256"));
  }

  @Test
  void everythingPromisedIsMeasured() {
    RunResult result = run("evaluation.speedBatch=200", "evaluation.speedRepeats=1");
    assertThat(result.completed()).isTrue();
    assertThat(result.metrics())
        .containsOnlyKeys(
            "teacher",
            "student",
            "floor",
            "euler",
            "endMse",
            "pathMse",
            "relativeResidual",
            "seconds");
    assertThat(map(result, "teacher"))
        .containsOnlyKeys("slicedWasserstein", "energy", "nfe", "samplesPerSecond");
    assertThat(map(result, "student"))
        .containsOnlyKeys("slicedWasserstein", "energy", "nfe", "samplesPerSecond", "speedup")
        .containsEntry("nfe", 1);
    assertThat(map(result, "pathMse")).containsOnlyKeys("0.25", "0.5", "0.75");
    assertThat(map(result, "seconds"))
        .containsOnlyKeys("data", "teacher", "pool", "student", "evaluation");
    assertThat(result.losses())
        .anySatisfy(
            row -> {
              assertThat(row.stage()).isEqualTo("student");
              assertThat(row.values())
                  .containsOnlyKeys(
                      "loss",
                      "consistency",
                      "phase",
                      "target",
                      "reconstruction",
                      "path",
                      "relativeResidual");
            });
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(RunResult result, String key) {
    return (Map<String, Object>) result.metrics().get(key);
  }

  /** Stops as soon as a stage has made some steps. */
  private static final class StopIn implements Progress {
    private final String wanted;
    private String stage;
    private boolean stopped;

    StopIn(String wanted) {
      this.wanted = wanted;
    }

    @Override
    public void begin(String name, long total) {
      stage = name;
    }

    @Override
    public void update(long done, Map<String, Double> values) {
      stopped |= stage.equals(wanted) && done >= 1;
    }

    @Override
    public boolean cancelled() {
      return stopped;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"teacher", "pool", "student"})
  void aStopKeepsWhatWasReached(String stage) {
    RunResult result = KOOPFLOW.run(SmallRuns.experiment(KOOPFLOW), new StopIn(stage));
    assertThat(result.completed()).isFalse();
    assertThat(result.metrics()).isEmpty();
    assertThat(result.model().teacher().averaged().isFinite()).isTrue();
    assertThat(result.model().teacher().averaged().count()).isPositive();
    assertThat(result.model().student().isPresent()).isEqualTo(stage.equals("student"));
  }

  @Test
  void divergenceNamesItsTermAndKeepsTheLastGoodWeights() {
    assertThatThrownBy(
            () ->
                run(
                    "teacher.training.learningRate=1e30",
                    "teacher.training.warmup=0",
                    "teacher.training.clip=0"))
        .isInstanceOfSatisfying(
            DivergedRunException.class,
            e -> {
              assertThat(e).hasMessageContaining("teacher diverged at step ");
              assertThat(e.reached().completed()).isFalse();
              assertThat(e.reached().model().teacher().averaged().values().values())
                  .allMatch(Batch::isFinite);
            });
    assertThatThrownBy(
            () -> run("training.learningRate=1e30", "training.warmup=0", "training.clip=0"))
        .isInstanceOfSatisfying(
            DivergedRunException.class,
            e -> {
              assertThat(e).hasMessageContaining("student diverged at step ");
              assertThat(e.reached().model().student().orElseThrow().averaged().isFinite())
                  .isTrue();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "training.batchSize=5000, training.batchSize is 5000",
    "exponential.type=pade, cannot be differentiated",
    "training.pool.solver.type=koopman, needs a learned linear flow",
    "data.transform=whiten;data.components=3, components"
  })
  void whatCannotBeDoneIsRefusedBeforeTraining(String overrides, String message) {
    Progress untouched =
        new Progress() {
          @Override
          public void begin(String stage, long total) {
            throw new AssertionError(stage + " began");
          }
        };
    assertThatThrownBy(
            () -> KOOPFLOW.run(SmallRuns.experiment(KOOPFLOW, overrides.split(";")), untouched))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aDecoderFreeLiftingMustHoldTheState() {
    assertThatThrownBy(() -> run("lifting.type=decoder-free", "lifting.dimension=2"))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining("must exceed the 2 coordinates");
    assertThat(run("lifting.type=decoder-free", "lifting.dimension=6").completed()).isTrue();
  }

  @Test
  void anEmbeddingProgramGetsSamples() {
    Batch samples = EmbeddingExample.plain(SmallRuns.with());
    assertThat(samples.rows()).isEqualTo(1000);
    assertThat(samples.columns()).isEqualTo(2);
    assertThat(samples.isFinite()).isTrue();
  }
}
