package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.koopflow.api.Progress;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.SpecificationException;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;

/** What a run measures, and what it refuses before it begins. */
class RunTest {
  private static final Koopflow KOOPFLOW = Koopflow.create();

  private static RunResult run(String... overrides) {
    return KOOPFLOW.run(Small.experiment(KOOPFLOW, overrides));
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

  @ParameterizedTest
  @CsvSource({
    "training.batchSize=5000, training.batchSize is 5000",
    "exponential.type=pade, cannot be differentiated",
    "exponential.type=block, needs rotation-scaling blocks",
    "operator.type=block;exponential.type=eigen, cannot be differentiated",
    "operator.type=block;lifting.dimension=7, even number of observables",
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
            () -> KOOPFLOW.run(Small.experiment(KOOPFLOW, overrides.split(";")), untouched))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining(message);
  }

  /** Two flowers, told apart by a column of texts among the numbers. */
  @Test
  void aTableWithClassesIsLearned(@TempDir Path folder) throws IOException {
    StringBuilder table = new StringBuilder("id|length|species|width\n");
    RandomGenerator random = new RandomStreams(3).stream("flowers");
    for (int i = 0; i < 200; i++) {
      String species = i % 3 == 0 ? "rose" : "iris";
      table.append("no ").append(i).append('|').append(random.nextGaussian()).append('|');
      table.append(species).append('|').append(i % 3 + random.nextGaussian()).append('\n');
    }
    Path file = Files.writeString(folder.resolve("flowers.csv"), table);
    RunResult result =
        run(
            "data.source=csv",
            "data.file=" + file,
            "data.testSamples=50",
            "data.delimiter=|",
            "data.labelColumn=species",
            "data.columns=[width, length]",
            "data.transform=standardize",
            "training.steps=5");
    assertThat(result.data().dimension()).isEqualTo(2);
    assertThat(result.data().train().rows()).isEqualTo(150);
    assertThat(result.data().trainLabels().orElseThrow()).startsWith(0, 1, 1, 0, 1, 1);
    assertThat(result.experiment().data().source().settings())
        .containsEntry("columns", List.of("width", "length"))
        .containsEntry("delimiter", "|");
    assertThat(result.provenance().get("plugins").toString())
        .contains("name=csv", "name=standardize");
    assertThatThrownBy(
            () ->
                run(
                    "data.source=csv",
                    "data.file=" + file,
                    "data.delimiter=|",
                    "data.columns=[width, lenght]"))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining("for column 'lenght'")
        .hasMessageContaining("its columns are id, length, species, width");
  }

  @Test
  void aPlanThatSkewsClassesIsToldAndKept() {
    List<String> heard = new ArrayList<>();
    Progress listener =
        new Progress() {
          @Override
          public void warn(String warning) {
            heard.add(warning);
          }
        };
    RunResult result =
        KOOPFLOW.run(
            Small.experiment(KOOPFLOW, "teacher.coupling=ot", "training.steps=5"), listener);
    assertThat(result.data().trainLabels()).isPresent();
    assertThat(heard).singleElement().asString().contains("labels", "coupling ot");
    assertThat(result.provenance()).containsEntry("warnings", heard);
    assertThat(run("training.steps=5").provenance()).doesNotContainKey("warnings");
  }

  @Test
  void aDecoderFreeLiftingMustHoldTheState() {
    assertThatThrownBy(() -> run("lifting.type=decoder-free", "lifting.dimension=2"))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining("must exceed the 2 coordinates");
    assertThat(run("lifting.type=decoder-free", "lifting.dimension=6").completed()).isTrue();
  }
}
