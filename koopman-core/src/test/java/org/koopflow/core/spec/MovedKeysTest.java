package org.koopflow.core.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.SpecificationException;
import org.koopflow.core.plugin.Fakes;
import org.koopflow.core.plugin.Plugins;

/** The data section in its short form, in that of former versions, and in its own. */
class MovedKeysTest {
  private final Plugins plugins = Fakes.builder().build();
  private final ExperimentReader reader = new ExperimentReader(plugins);

  private DataSection read(String yaml, String... overrides) {
    return reader.text("s.yaml", yaml, overrides).data();
  }

  private Map<String, Object> source(String yaml, String... overrides) {
    return read(yaml, overrides).source().settings();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{source: csv, file: a.csv, testSamples: 100, transform: whiten, components: 64}",
        "{file: a.csv, components: 64, source: csv, transform: whiten, testSamples: 100}",
        "{source: {type: csv, file: a.csv}, testSamples: 100, transform: {type: whiten},"
            + " components: 64}"
      })
  void bothFormsMeanTheSame(String data) {
    String own =
        "{source: {type: csv, file: a.csv, testSamples: 100},"
            + " transform: {type: whiten, components: 64}}";
    assertThat(read("data: " + data)).isEqualTo(read("data: " + own));
  }

  @Test
  void overridesMayUseEitherForm() {
    DataSection expected =
        read(
            "data: {source: {type: two-moons, samples: 1000, testSamples: 50},"
                + " transform: {type: whiten, components: 1}}");
    String[][] forms = {
      {
        "data.samples=1000",
        "data.source=two-moons",
        "data.transform=whiten",
        "data.components=1",
        "data.testSamples=50"
      },
      {
        "data.source.type=two-moons",
        "data.source.samples=1000",
        "data.transform.components=1",
        "data.transform.type=whiten",
        "data.source.testSamples=50"
      },
      {"data={source: two-moons, samples: 1000, testSamples: 50, transform: whiten, components: 1}"}
    };
    for (String[] form : forms) {
      for (String yaml :
          new String[] {
            "seed: 1",
            "data: {samples: 7}",
            "data: {source: {type: eight-gaussians, samples: 9}}",
            "data: {source: two-moons, testSamples: 3}"
          }) {
        assertThat(read(yaml, form)).as(yaml).isEqualTo(expected);
      }
    }
  }

  @Test
  void ofSeveralOverridesTheLaterCounts() {
    assertThat(source("seed: 1", "data.samples=5", "data.source.samples=6"))
        .containsEntry("samples", 6);
    assertThat(source("seed: 1", "data.source.samples=6", "data.samples=5"))
        .containsEntry("samples", 5);
    assertThat(read("seed: 1", "data.source=idx", "data.source=csv").source().type())
        .isEqualTo("csv");
  }

  @Test
  void anotherSourceKeepsWhatItKnows() {
    String yaml = "data: {source: csv, file: a.csv, testSamples: 100, labelColumn: class}\n";
    assertThat(read(yaml, "data.source=two-moons"))
        .isEqualTo(read("data: {source: two-moons, testSamples: 100}"));
    assertThat(read(yaml, "data.source.type=two-moons"))
        .isEqualTo(read(yaml, "data.source=two-moons"));
    assertThat(read(yaml, "data.source=teacher").source().settings()).isEmpty();
    assertThat(read("data: {transform: whiten, components: 3}", "data.transform=none"))
        .isEqualTo(read("seed: 1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data: {source: csv, fiel: a}      | s.yaml:1:21: unknown key 'fiel' (did you mean 'file'?)",
        "data: {source: csv, samples: 9}   | s.yaml:1:21: unknown key 'samples'",
        "data: {source: csv, testSamples: x} | s.yaml:1:34: 'data.source.testSamples' must be a",
        "data: {source: csv, testSamples: 1} | s.yaml:1:34: in 'data.source': testSamples must be",
        "data: {source: cvs, file: a}      | s.yaml:1:16: unknown data source 'cvs' (did you mean",
        "data: {source: cvs}               | s.yaml:1:16: unknown data source 'cvs'",
        "data: {source: , file: a}         | s.yaml:1:15: 'data.source' must be a section of keys",
        "data: {source: [csv], file: a}    | s.yaml:1:16: 'data.source' must be a section of keys",
        "data: {source: '', file: a}       | s.yaml:1:16: 'data.source' must be the name of a plug",
        "data: {transform: whitne}         | s.yaml:1:19: unknown transform 'whitne' (did you mean",
        "data: {transform: none, components: 3} | s.yaml:1:25: unknown key 'components'",
        "data: {transform: whiten, components: -1} | s.yaml:1:39: in 'data.transform': components",
        "data: {sorce: csv}                | s.yaml:1:8: unknown key 'sorce' (did you mean 'source'",
        "data: {tranform: whiten}          | s.yaml:1:8: unknown key 'tranform' (did you mean 'tra",
        "data: csv                         | s.yaml:1:7: 'data' must be a section of keys, got 'csv",
        "data: {source: {type: csv, file: a}, file: b} | s.yaml:1:38: 'data.file' is written a",
      })
  void aMistakeStandsWhereItIsWritten(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(SpecificationException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data.source=cvs      | --set data.source=cvs: unknown data source 'cvs' (did you mean",
        "data.sampels=3       | --set data.sampels=3: unknown key 'sampels' (did you mean 'samples'",
        "data.samples=x       | --set data.samples=x: 'data.source.samples' must be a whole number",
        "data.file=x          | --set data.file=x: unknown key 'file'; known keys of 'data.source':",
        "data.components=3    | --set data.components=3: unknown key 'components'",
        "data={samples: 3, source: {samples: 4}} | --set data={samples: 3, source: {samples: 4}}: 'd"
      })
  void aMistakeInAnOverrideIsNamed(String override, String message) {
    assertThatThrownBy(() -> read("data: {source: two-moons, testSamples: 9}", override))
        .isInstanceOf(SpecificationException.class)
        .hasMessageStartingWith(message);
  }

  /** What the last version wrote beside every source. */
  private static final String RESOLVED =
      "data:\n  source: SOURCE\n  file: \"\"\n  dir: \"\"\n  samples: 50000\n"
          + "  testSamples: 10000\n  transform: none\n  components: 0\n";

  @ParameterizedTest
  @ValueSource(strings = {"eight-gaussians", "csv", "idx", "teacher"})
  void aSpecificationThatWasResolvedBeforeMeansTheSame(String source) {
    String before = RESOLVED.replace("SOURCE", source);
    assertThat(read(before)).isEqualTo(read("data: {source: " + source + "}"));
    assertThat(read(before, "data.source=two-moons")).isEqualTo(read("data: {source: two-moons}"));
    assertThat(read("seed: 1", "data.source=" + source, "data.file=", "data.components=0"))
        .isEqualTo(read("data: {source: " + source + "}"));
  }

  @Test
  void whatHadNoEffectIsDroppedFromARunOfTheFirstFormatAlone() {
    String before =
        RESOLVED
            .replace("SOURCE", "idx")
            .replace("50000", "1000")
            .replace("10000", "400")
            .replace("dir: \"\"", "dir: here");
    assertThatThrownBy(() -> read(before)).hasMessageStartingWith("s.yaml:5:3: unknown key 'samp");
    assertThatThrownBy(() -> reader.ofRun(false).text("s.yaml", before))
        .hasMessageStartingWith("s.yaml:5:3: unknown key 'samples'");
    ExperimentReader first = reader.ofRun(true);
    assertThat(first.text("s.yaml", before).data())
        .isEqualTo(read("data: {source: {type: idx, dir: here}}"));
    assertThat(first.text("s.yaml", before, "data.source=two-moons").data())
        .isEqualTo(read("data: {source: two-moons, samples: 1000, testSamples: 400}"));
    assertThatThrownBy(() -> first.text("s.yaml", before, "data.samples=3"))
        .hasMessageStartingWith("--set data.samples=3: unknown key 'samples'");
  }

  @Test
  void aRunIsReadWithoutThePluginsItDoesNotNeed() {
    String yaml =
        "data: {source: {type: theirs, across: 5}}\nbackend: gone\nteacher: {network: lost}\n"
            + "objective: {path: 1, kept: {weight: 2, scale: 3}, new: 0.5}\n";
    Experiment experiment = reader.ofRun(false).text("s.yaml", yaml);
    assertThat(experiment.data().source().type()).isEqualTo("theirs");
    assertThat(experiment.data().source().settings()).isEqualTo(Map.of("across", "5"));
    assertThat(experiment.backend().type()).isEqualTo("gone");
    assertThat(experiment.teacher().settings()).containsEntry("network", "lost");
    assertThat(experiment.objective().chosen().get("kept").settings())
        .isEqualTo(Map.of("weight", "2", "scale", "3"));
    String written = new ExperimentWriter(plugins).yaml(experiment);
    assertThat(written).contains("across: \"5\"", "  new: \"0.5\"", "network: lost");
    assertThat(reader.ofRun(false).text("again", written)).isEqualTo(experiment);
    assertThat(reader.ofRun(false).text("s.yaml", yaml, "backend=djl").backend().settings())
        .containsEntry("blocks", 4);
    assertThatThrownBy(() -> reader.text("s.yaml", yaml))
        .hasMessageContaining("unknown backend 'gone'");
    assertThatThrownBy(() -> reader.ofRun(false).text("s.yaml", yaml, "backend=vanished"))
        .hasMessageStartingWith("--set backend=vanished: unknown backend 'vanished'");
    assertThatThrownBy(() -> reader.ofRun(false).text("s.yaml", yaml, "data.source.type=other"))
        .hasMessageStartingWith("--set data.source.type=other: unknown data source 'other'");
  }

  @Test
  void theResolvedFormIsItsOwn() {
    String written =
        new ExperimentWriter(plugins)
            .yaml(reader.text("s", "data: {source: csv, file: a, transform: whiten}"));
    assertThat(written)
        .contains(
            "data:\n  source:\n    type: csv\n    file: a\n    testSamples: 10000\n",
            "  transform:\n    type: whiten\n    components: 0\n");
    assertThat(new ExperimentWriter(plugins).yaml(reader.text("s", "seed: 3")))
        .contains("  transform: none\n", "type: eight-gaussians\n    samples: 50000\n");
  }

  /** What is neither source nor transform is the data's own, and a slip of it is told as such. */
  @Test
  void theShareWithoutLabelsStays() {
    assertThat(read("{condition: labels, data: {unlabelled: 0.1}}").unlabelled()).isEqualTo(0.1);
    assertThat(read("condition: labels", "data.unlabelled=0.2").unlabelled()).isEqualTo(0.2);
    assertThatThrownBy(() -> read("data: {unlabeled: 0.1}"))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining("unknown key 'unlabeled' (did you mean 'unlabelled'?)");
  }
}
