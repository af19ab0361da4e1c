package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Batch;
import org.koopflow.numerics.file.Npy;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.model.SpectralModel;

/** What commands that read a spectrum refuse, and what they leave out where it cannot be had. */
class SpectralRefusalsTest {
  @TempDir static Path folder;
  @TempDir Path scratch;

  private static Opened run;
  private static Opened unlabelled;
  private static Opened recorded;

  @BeforeAll
  static void runAll() {
    run = new Opened(folder.resolve("run"));
    assertThat(Console.run("eight-gaussians", run.run()).code()).isZero();
    unlabelled = new Opened(folder.resolve("unlabelled"));
    assertThat(Console.run("checkerboard", unlabelled.run(), "seed=3").code()).isZero();
    Path paths = folder.resolve("paths.npy");
    float[] states = new float[5 * 400 * 2];
    for (int k = 0; k < 5; k++) {
      for (int i = 0; i < 800; i++) {
        double t = k / 4.0;
        states[k * 800 + i] = (float) ((1 - t / 2) * Math.sin(1 + i * 0.731) + t * Math.cos(i));
      }
    }
    Npy.write(paths, Batch.of(1, states.length, states), List.of(5, 400, 2));
    recorded = new Opened(folder.resolve("recorded"));
    List<String> words =
        new ArrayList<>(List.of("run", "recorded", "--out", recorded.run().toString()));
    Stream.concat(
            Console.TINY.stream().filter(setting -> !setting.matches("(teacher|data)\\..*")),
            Stream.of("teacher.file=" + paths))
        .forEach(setting -> words.addAll(List.of("--set", setting)));
    Console said = Console.of(words.toArray(String[]::new));
    assertThat(said.code()).as(said.err()).isZero();
  }

  private static void assertRefused(Console said, int code, String... parts) {
    assertThat(said.code()).as(said.err()).isEqualTo(code);
    assertThat(said.out()).isEmpty();
    List<String> errors = said.err().lines().filter(line -> line.startsWith("koopflow: ")).toList();
    assertThat(errors).as(said.err()).hasSize(1);
    assertThat(errors.get(0)).contains(parts);
    assertThat(said.err()).doesNotContain("\tat ", "internal error");
  }

  @ParameterizedTest
  @CsvSource({
    "spectrum RUN -n 1, '-n must be at least 2, got 1'",
    "spectrum RUN --dt 0, '--dt must be a positive time, got 0.0'",
    "spectrum RUN --pseudospectrum 1, at least 2",
    "spectrum RUN --backend abacus, djl",
    "spectrum RUN --beside UNLABELLED, differ in seed: 1 and 3",
    "spectrum RUN --beside RECORDED, differ in",
    "edit RUN, say what to edit",
    "edit RUN --scale 0=NaN, finite",
    "edit RUN --scale 0=1 --time 1.5, between 0.0 (noise) and 1.0 (data)",
    "edit RUN --scale 0=1 --time NaN, between",
    "edit RUN --scale 0=1 --data --time 0.5, --time is for samples",
    "edit RUN --scale 0=1 --data --rows 1, not both",
    "edit RUN --scale 0=1 --rows 400, 'numbered 0 to 399, got 400'",
    "edit RUN --scale 0=1 --direction 1, not both at once",
    "edit RUN --scale 0=1 --strength 2, --strength says how far",
    "edit RUN --from 1, go together",
    "edit RUN --from 1 --to 1, two classes",
    "edit RUN --from 1 --to 12, 'no row has the label 12; there are 0, 1, 2, 3, 4, 5, 6, 7'",
    "edit RUN --scale 0=1 -n 0, at least 1",
    "edit UNLABELLED --from 0 --to 1, have no labels",
    "signatures UNLABELLED, have no labels",
    "signatures RUN -n 3, at least 4",
    "modes RUN --rows -1, 'got -1'",
    "modes RUN -n 2000000000, at most 10000000",
    "certify RUN -n 0, at least 1",
    "certify RECORDED, has no velocity field",
    "spectrum RECORDED --beside RECORDED, has no velocity field",
  })
  void usage(String words, String complaint) {
    assertRefused(Console.of(split(words)), 2, complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--scale 0 | '0' is not the number of a mode",
        "--scale 0=1 --scale 1.5=2 | '1.5=2' is not the number of a mode",
        "--interpolate 0=half | '0=half' is not the number of a mode",
        "--scale 0=1.5,0=2 | mode 0 is named twice, by --scale;",
        "--scale 2=1.5 --scale 1=1,2=1.5 | mode 2 is named twice, by --scale;",
        "--remove 1,0,1 | mode 1 is named twice, by --remove;",
        "--swap 3,3 | mode 3 is named twice, by --swap;",
        "--scale 1=2 --remove 1 | mode 1 is named twice, by --remove and by --scale;",
        "--scale 1=2 --rotate 0=90,1=90 | mode 1 is named twice, by --scale and by --rotate;",
        "--swap 1 --interpolate 1=1 | mode 1 is named twice, by --swap and by --interpolate;",
      })
  void aModeIsChangedOnceByOneNumber(String edit, String complaint) {
    assertRefused(run.command("edit " + edit), 2, complaint);
  }

  /** The first words on the way of work are not said, and no folder is made. */
  @Test
  void modesThereAreNotAreRefusedBeforeAnyWork() throws IOException {
    int all;
    int real;
    int dimensions;
    try (SpectralModel model = run.spectral()) {
      List<Mode> modes = model.spectrum().modes();
      all = modes.size();
      dimensions = modes.stream().mapToInt(Mode::dimension).sum();
      real = modes.stream().filter(mode -> !mode.isPair()).findFirst().orElseThrow().index();
      assertThat(modes).anyMatch(Mode::isPair);
    }
    String numbered = ": modes are numbered 0 to " + (all - 1) + ", got ";
    String counted = "must be 1 to " + all + ", got ";
    Map<String, String> refused = new LinkedHashMap<>();
    for (String option : List.of("remove", "swap")) {
      refused.put("edit --" + option + " 0,99", "--" + option + numbered + 99);
    }
    for (String option : List.of("scale", "rotate", "interpolate")) {
      refused.put("edit --" + option + " " + all + "=0.5", "--" + option + numbered + all);
    }
    refused.put("edit --data --remove -1", "--remove" + numbered + -1);
    refused.put("edit --rotate " + real + "=0.5", "--rotate: mode " + real + " has the real rate ");
    refused.put(
        "edit --data --direction 999", "--direction must be 1 to " + dimensions + ", got 999");
    refused.put("edit --direction 0", "--direction must be 1 to " + dimensions + ", got 0");
    refused.put("signatures --modes 0", counted + 0);
    refused.put("signatures --modes " + (all + 1), counted + (all + 1));
    refused.put("modes --modes 0", "--modes must be at least 1, got 0");
    refused.put("modes --modes 99", counted + 99);
    refused.put("spectrum --modes " + (all + 1), counted + (all + 1));
    refused.put("spectrum --modes 99 --beside " + run.run(), counted + 99);
    refused.put("prune --modes 0", "--modes must be at least 1, got 0");
    refused.put("prune --modes 99", "from 1 to the " + all + " modes");
    Map<String, List<Byte>> before = run.own();
    Path none = scratch.resolve("none");
    for (Map.Entry<String, String> each : refused.entrySet()) {
      Console said = run.command(each.getKey() + " --out " + none);
      assertRefused(said, 2, each.getValue());
      assertThat(said.err().lines()).as(each.getKey()).hasSize(1);
      assertThat(none).as(each.getKey()).doesNotExist();
    }
    assertThat(run.own()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "spectrum nowhere, no such folder",
    "modes FOLDER, is not a run",
    "spectrum RUN --out RUN, whose own files are left as they are",
    "spectrum RUN --out RUN/metrics.json, not a folder",
    "invert RUN --file none.npy, none.npy",
  })
  void failure(String words, String complaint) {
    assertRefused(Console.of(split(words)), 1, complaint);
  }

  private String[] split(String words) {
    return words
        .replace("UNLABELLED", unlabelled.run().toString())
        .replace("RECORDED", recorded.run().toString())
        .replace("RUN", run.run().toString())
        .replace("FOLDER", folder.toString())
        .split(" ");
  }

  @Test
  void aRealModeHasNoPhase() throws IOException {
    assertThat(run.command("spectrum -n 10 --out " + scratch).code()).isZero();
    var modes =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .readTree(scratch.resolve("spectrum.json").toFile())
            .get("modes");
    for (int k = 0; k < modes.size(); k++) {
      Console said = run.command("edit -n 5 --rotate " + k + "=90 --out " + scratch);
      if (modes.get(k).get("frequency").asDouble() == 0) {
        assertRefused(said, 2, "no phase to turn; modes that have one are ");
      } else {
        assertThat(said.code()).as(said.err()).isZero();
      }
    }
  }

  @Test
  void rowsOfAnotherWidthAreRefused() {
    Path file = scratch.resolve("wide.npy");
    Npy.write(file, Batch.of(2, 3, 1, 2, 3, 4, 5, 6));
    assertRefused(run.command("invert --file " + file), 1, "[2, 3]", "rows of 2 numbers");
    Npy.write(file, Batch.of(1, 2, Float.NaN, 1));
    assertRefused(run.command("invert --file " + file), 1, "not finite");
  }

  @Test
  void aRunWithoutItsStudentIsRefused() throws IOException {
    Opened copy = new Opened(scratch.resolve("copy"));
    try (var files = Files.walk(run.run())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, copy.run().resolve(run.run().relativize(file).toString()));
      }
    }
    Path provenance = copy.run().resolve("provenance.json");
    String text = Files.readString(provenance);
    String teacherAlone = text.replaceFirst("\"teacher\",\\s*\"student\"", "\"teacher\"");
    assertThat(teacherAlone).isNotEqualTo(text);
    Files.writeString(provenance, teacherAlone);
    for (String words :
        List.of("spectrum", "modes", "signatures", "edit --remove 0", "invert", "certify")) {
      assertRefused(copy.command(words), 1, "before its student was trained");
    }
    assertRefused(
        run.command("spectrum --beside " + copy.run()), 1, "before its student was trained");
  }

  @Test
  void otherTeachersAreNotCompared() {
    Opened longer = new Opened(scratch.resolve("longer"));
    assertThat(Console.run("eight-gaussians", longer.run(), "teacher.training.steps=21").code())
        .isZero();
    assertRefused(run.command("spectrum --beside " + longer.run()), 2, "differ in teacher");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spectrum -n 20", "invert -n 20", "modes -n 5", "edit -n 5 --remove 0"})
  void recordedTeachersLeaveOutWhatNeedsAVelocity(String words) throws IOException {
    Console said = recorded.command(words);
    assertThat(said.code()).as(said.err()).isZero();
    if (words.startsWith("spectrum")) {
      assertThat(said.out()).contains("fidelity and residuals are left out");
      var mode = recorded.json("spectrum", "spectrum.json").get("modes").get(0);
      assertThat(mode.has("share")).isTrue();
      assertThat(mode.has("fidelityError")).isFalse();
    } else if (words.startsWith("invert")) {
      assertThat(said.out()).contains("the solver is left out");
      assertThat(recorded.json("invert", "invert.json").has("solver")).isFalse();
    } else if (words.startsWith("modes")) {
      assertThat(recorded.json("modes", "modes.json").get("energyAlong").asText())
          .isEqualTo("student");
    }
  }
}
