package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.Batch;
import org.koopflow.api.Progress;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.run.RunFolder;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.ExperimentReader;
import org.koopflow.core.spec.ExperimentWriter;
import org.koopflow.numerics.file.Npy;

/** Run folders that former versions wrote are read, sampled and run again as if they were ours. */
class FormerFormatsTest {
  private static final Path STORED = Path.of("src/test/resources/org/koopflow/it");
  private static final Koopflow KOOPFLOW = Koopflow.create();
  private static final RunFolder FOLDERS = new RunFolder(KOOPFLOW.plugins());

  @TempDir Path scratch;

  /**
   * A stored run.
   *
   * @param format folder of the format
   * @param name folder of the run
   * @param file the key that names a file of the run, and the file; empty if it reads none
   */
  record Stored(String format, String name, List<String> file) {
    Path folder() {
      return STORED.resolve(format).resolve(name);
    }

    /** What must be said where the files it was made from lie elsewhere now. */
    String[] moved() {
      return file.isEmpty()
          ? new String[0]
          : new String[] {file.get(0) + "=" + STORED.resolve(file.get(1))};
    }

    @Override
    public String toString() {
      return format + "/" + name;
    }
  }

  static Stream<Stored> stored() {
    return Stream.of(
        new Stored("format-1", "two-moons", List.of()),
        new Stored("format-1", "whitened", List.of("data.file", "format-1/table.csv")),
        new Stored("format-1", "recorded", List.of("teacher.file", "format-1/paths.npy")),
        new Stored("format-2", "two-moons", List.of()),
        new Stored("format-2", "whitened", List.of("data.file", "format-1/table.csv")));
  }

  private static JsonNode provenance(Stored stored) throws IOException {
    return new ObjectMapper().readTree(stored.folder().resolve("provenance.json").toFile());
  }

  private static Batch samples(Stored stored) {
    return Npy.read(stored.folder().resolve("samples.npy")).values();
  }

  /** The first rows, as many as are stored. */
  private static void assertShows(RunResult.Showing showing, Batch expected, double tolerance) {
    Batch samples = showing.samples();
    assertThat(samples.columns()).isEqualTo(expected.columns());
    assertThat(samples.rows()).isGreaterThanOrEqualTo(expected.rows());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(samples.floats()[i]).isCloseTo(expected.floats()[i], within((float) tolerance));
    }
  }

  /** Values are of order 1; another processor rounds their last digits otherwise. */
  @ParameterizedTest
  @MethodSource("stored")
  void isOpenedAndSampled(Stored stored) {
    TrainedModel model = FOLDERS.read(stored.folder());
    Experiment there = FOLDERS.experiment(stored.folder(), stored.moved());
    TrainedModel here =
        new TrainedModel(
            there, model.transform(), model.domain(), model.teacher(), model.student());
    assertShows(KOOPFLOW.show(here).showing().orElseThrow(), samples(stored), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("stored")
  void itsSpecificationMeansTheSame(Stored stored) {
    Experiment experiment = FOLDERS.experiment(stored.folder());
    String written = new ExperimentWriter(KOOPFLOW.plugins()).yaml(experiment);
    assertThat(new ExperimentReader(KOOPFLOW.plugins()).text("written", written))
        .isEqualTo(experiment);
    assertThat(experiment.name()).isEqualTo(stored.name());
    assertThat(experiment.seed()).isEqualTo(11);
    assertThat(experiment.training().pool().size()).isEqualTo(128);
  }

  @ParameterizedTest
  @MethodSource("stored")
  void isTrainedFurther(Stored stored) {
    Experiment experiment = FOLDERS.experiment(stored.folder(), stored.moved());
    TrainedModel former = FOLDERS.read(stored.folder());
    TrainedModel here =
        new TrainedModel(
            experiment, former.transform(), former.domain(), former.teacher(), former.student());
    RunResult longer = KOOPFLOW.resume(here, experiment, Progress.SILENT);
    assertThat(longer.completed()).isTrue();
    assertThat(longer.model().teacher()).isEqualTo(former.teacher());
    assertThat(longer.model().student()).isPresent().isNotEqualTo(former.student());
  }

  /** Twenty steps let roundings grow, but not by much. */
  @ParameterizedTest
  @MethodSource("stored")
  void runsAgain(Stored stored) throws IOException {
    RunResult again = KOOPFLOW.run(FOLDERS.experiment(stored.folder(), stored.moved()));
    assertThat(again.provenance().get("dataSha256"))
        .isEqualTo(provenance(stored).get("dataSha256").asText());
    assertShows(again.showing().orElseThrow(), samples(stored), 1e-3);
    FOLDERS.write(scratch.resolve("again"), again, Map.of());
    assertThat(FOLDERS.read(scratch.resolve("again")).student()).isEqualTo(again.model().student());
  }
}
