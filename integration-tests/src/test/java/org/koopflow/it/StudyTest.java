package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.api.Progress;
import org.koopflow.api.Selection;
import org.koopflow.api.study.Outcome;
import org.koopflow.api.study.Outcome.Ending;
import org.koopflow.api.study.Trial;
import org.koopflow.api.study.TrialListener;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.run.Claim;
import org.koopflow.core.run.RunFolder;
import org.koopflow.study.Axis;
import org.koopflow.study.Keeper;
import org.koopflow.study.Plan;
import org.koopflow.study.Results;
import org.koopflow.study.Study;

/** Trials that do not come to their end, in a study that an embedding program makes. */
class StudyTest {
  private static final Koopflow KOOPFLOW = Koopflow.create();

  @TempDir Path scratch;

  private final List<String> begun = new ArrayList<>();

  private Results study(Progress progress, List<String> changes, String axis) {
    Plan plan =
        Plan.of(
            KOOPFLOW,
            "eight-gaussians",
            List.of(Small.overrides(changes.toArray(String[]::new))),
            List.of(Axis.parse(axis)));
    Keeper keeper =
        new Keeper() {
          @Override
          public void keep(Claim claim, RunResult result) {
            new RunFolder(KOOPFLOW.plugins()).write(claim, result, Map.of());
          }

          @Override
          public String table(Results results) {
            return results.rows().size() + "\n";
          }
        };
    TrialListener listener =
        new TrialListener() {
          @Override
          public void begun(Trial trial) {
            begun.add(trial.name());
          }

          @Override
          public void ended(Outcome outcome) {}
        };
    return new Study(KOOPFLOW, scratch.resolve("study"), keeper)
        .run(plan, Selection.of("in-process"), listener, progress);
  }

  private TrainedModel model(String trial) {
    return new RunFolder(KOOPFLOW.plugins()).read(scratch.resolve("study").resolve(trial));
  }

  @Test
  void oneThatDivergesLeavesItsLastGoodWeightsAndTheNextIsMade() throws IOException {
    Results results =
        study(Progress.SILENT, List.of("training.clip=0"), "training.learningRate=1e30,0.001");

    assertThat(results.rows())
        .extracting(row -> row.outcome().ending())
        .containsExactly(Ending.FAILED, Ending.COMPLETED);
    assertThat(results.rows().get(0).outcome().failure().orElseThrow())
        .startsWith("training of the student diverged at step 1: '");
    assertThat(results.rows().get(0).outcome().metrics()).isEmpty();
    assertThat(model("001").student().orElseThrow().averaged().isFinite()).isTrue();
    assertThat(Files.readString(scratch.resolve("study/001/provenance.json")))
        .contains("\"completed\": false");
    assertThat(results.rows().get(1).outcome().metrics()).containsKeys("student", "endMse");
    assertThat(Files.readString(scratch.resolve("study/table.csv"))).isEqualTo("2\n");
  }

  /** Stopped in its training, a trial keeps what it reached; the one after it is not begun. */
  @Test
  void oneThatIsStoppedIsTheLast() {
    Results results = study(new Small.Stopper("student", 9), List.of(), "seed=1,2");

    assertThat(begun).containsExactly("001");
    assertThat(results.rows())
        .extracting(row -> row.outcome().ending())
        .containsExactly(Ending.STOPPED);
    assertThat(results.anyFailed()).isFalse();
    assertThat(model("001").student()).isPresent();
    assertThat(scratch.resolve("study/002")).doesNotExist();
  }
}
