package org.koopflow.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Progress;
import org.koopflow.api.Selection;
import org.koopflow.api.study.ExecutorContext;
import org.koopflow.api.study.ExecutorProvider;
import org.koopflow.api.study.Outcome;
import org.koopflow.api.study.Outcome.Ending;
import org.koopflow.api.study.Trial;
import org.koopflow.api.study.TrialExecutor;
import org.koopflow.api.study.TrialListener;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.run.Claim;
import org.koopflow.core.run.RunFolder;
import org.koopflow.testkit.Failures;

class StudyTest {
  @TempDir Path scratch;

  private final List<String> told = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private Path folder;

  @BeforeEach
  void nameTheFolder() {
    folder = scratch.resolve("study");
  }

  private Plan plan(Koopflow koopflow, String... axes) throws IOException {
    String source = Lines.specification(scratch).toString();
    return Plan.of(koopflow, source, List.of(), List.of(axes).stream().map(Axis::parse).toList());
  }

  /** Writes runs as they are, and a table of the values and how each ended. */
  private Keeper plain(Koopflow koopflow) {
    return new Keeper() {
      @Override
      public void keep(Claim claim, RunResult result) {
        new RunFolder(koopflow.plugins()).write(claim, result, Map.of());
      }

      @Override
      public String table(Results results) {
        StringBuilder text = new StringBuilder();
        for (Results.Row row : results.rows()) {
          text.append(String.join(" ", row.values()))
              .append(' ')
              .append(row.outcome().ending())
              .append('\n');
        }
        return text.toString();
      }

      @Override
      public void failed(Trial trial, Throwable failure) {
        failures.add(failure);
      }
    };
  }

  private final TrialListener listener =
      new TrialListener() {
        @Override
        public void begun(Trial trial) {
          told.add("begun " + trial.name());
        }

        @Override
        public void ended(Outcome outcome) {
          told.add("ended " + outcome.trial().name() + ", table of " + lines() + " lines");
        }
      };

  private long lines() {
    try {
      return Files.readString(folder.resolve("table.csv")).lines().count();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Results run(Koopflow koopflow, String executor, Progress progress, String... axes)
      throws IOException {
    return new Study(koopflow, folder, plain(koopflow))
        .run(plan(koopflow, axes), Selection.of(executor), listener, progress);
  }

  /** The second trial names a file that is not there, which is only seen when it is run. */
  @Test
  void aTrialThatFailsIsAnOutcomeAndTheNextIsMade() throws IOException {
    Koopflow koopflow = Lines.koopflow();
    Path source = Lines.specification(scratch);
    Results results =
        run(
            koopflow,
            "in-process",
            Progress.SILENT,
            "teacher.file=" + source.resolveSibling("lines.npy") + ",nowhere.npy",
            "lifting.degree=1,2");

    assertThat(results.rows())
        .extracting(row -> row.outcome().ending())
        .containsExactly(Ending.COMPLETED, Ending.COMPLETED, Ending.FAILED, Ending.FAILED);
    assertThat(results.anyFailed()).isTrue();
    assertThat(results.rows().get(2).outcome().failure().orElseThrow()).contains("nowhere.npy");
    assertThat(failures).hasSize(2);
    assertThat(results.rows().get(1).outcome().metrics()).containsKey("endMse");
    assertThat(Files.readString(folder.resolve("002/metrics.json"))).contains("\"endMse\"");
    assertThat(folder.resolve("003")).doesNotExist();
    assertThat(told)
        .containsExactly(
            "begun 001",
            "ended 001, table of 1 lines",
            "begun 002",
            "ended 002, table of 2 lines",
            "begun 003",
            "ended 003, table of 3 lines",
            "begun 004",
            "ended 004, table of 4 lines");
  }

  /** An executor of the test's own that does what it is told to instead of making trials. */
  private record Told(BiConsumer<List<Trial>, TrialListener> work)
      implements ExecutorProvider<NoSettings> {
    @Override
    public String name() {
      return "told";
    }

    @Override
    public String summary() {
      return "does as it is told";
    }

    @Override
    public NoSettings defaults() {
      return new NoSettings();
    }

    @Override
    public TrialExecutor create(NoSettings settings, ExecutorContext context) {
      return new TrialExecutor() {
        @Override
        public void execute(List<Trial> trials, TrialListener listener, Progress progress) {
          work.accept(trials, listener);
        }

        @Override
        public void close() {}
      };
    }
  }

  @Test
  void theTableIsInTheOrderOfThePlan() throws IOException {
    Koopflow koopflow =
        Lines.koopflow(
            new Told(
                (trials, heard) -> {
                  for (int i : new int[] {2, 0, 1}) {
                    heard.begun(trials.get(i));
                    heard.ended(Outcome.completed(trials.get(i), Map.of("figure", i)));
                  }
                }));
    Results results = run(koopflow, "told", Progress.SILENT, "seed=7,8,9");
    assertThat(results.rows())
        .extracting(row -> row.outcome().metrics().get("figure"))
        .containsExactly(0, 1, 2);
    assertThat(Files.readString(folder.resolve("table.csv")))
        .isEqualTo("7 COMPLETED\n8 COMPLETED\n9 COMPLETED\n");
    assertThat(told).endsWith("ended 002, table of 3 lines");
    assertThat(results.anyFailed()).isFalse();
  }

  @Test
  void aTrialThatEndsTwiceIsAMistakeOfTheExecutor() {
    Koopflow koopflow =
        Lines.koopflow(
            new Told(
                (trials, heard) -> {
                  heard.ended(Outcome.stopped(trials.get(0), Map.of()));
                  heard.ended(Outcome.stopped(trials.get(0), Map.of()));
                }));
    assertThatThrownBy(() -> run(koopflow, "told", Progress.SILENT, "seed=7,8"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("001 has ended twice");
  }

  @Test
  void whatIsCancelledIsNotBegun() throws IOException {
    Progress cancelled =
        new Progress() {
          @Override
          public boolean cancelled() {
            return true;
          }
        };
    assertThat(run(Lines.koopflow(), "in-process", cancelled, "seed=1,2").rows()).isEmpty();
    assertThat(folder).doesNotExist();
  }

  @Test
  void anExecutorThatIsNotThereIsRefused() {
    Failures.assertRefuses(
        () -> run(Lines.koopflow(), "in-proces", Progress.SILENT, "seed=1"),
        "unknown executor 'in-proces' (did you mean 'in-process'?); known: in-process");
  }

  /** A folder of somebody else's in the place of the second run is seen before the first begins. */
  @Test
  void whatCannotBeWrittenIsSaidBeforeTheFirstTrial() throws IOException {
    Files.createDirectories(folder.resolve("002"));
    Files.writeString(folder.resolve("002/letter.txt"), "dear");
    assertThatThrownBy(() -> run(Lines.koopflow(), "in-process", Progress.SILENT, "seed=1,2"))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining("will not replace");
    assertThat(told).isEmpty();
    assertThat(folder.resolve("001")).doesNotExist();
  }
}
