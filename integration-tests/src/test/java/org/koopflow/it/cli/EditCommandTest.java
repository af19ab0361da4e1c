package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.koopflow.it.cli.Opened.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.api.Batch;
import org.koopflow.api.data.Dataset;

/** Edits of samples by their modes do what laws demand, and alter nothing of the run. */
class EditCommandTest {
  @TempDir static Path folder;
  @TempDir Path scratch;

  private static Opened run;
  private static Map<String, List<Byte>> before;

  @BeforeAll
  static void runOnce() throws IOException {
    run = new Opened(folder.resolve("run"));
    assertThat(Console.run("eight-gaussians", run.run()).code()).isZero();
    before = run.own();
  }

  @AfterAll
  static void nothingOfTheRunWasAltered() throws IOException {
    assertThat(run.own()).isEqualTo(before);
  }

  @Test
  void theUneditedIsTheSampleBitForBit() {
    Path plain = scratch.resolve("plain.npy");
    Console.of(
        "sample", run.run().toString(), "-n", "40", "--seed", "9", "--out", plain.toString());
    for (String edit :
        List.of("--scale 0=1", "--from 0 --to 3 --strength 0", "--direction 1 --strength 0")) {
      Console said = run.done("edit -n 40 --seed 9 --time 0.3 " + edit);
      assertThat(said.out()).contains("0 of 40 moved");
      assertThat(run.file("edit", "after.npy")).hasSameBinaryContentAs(plain);
      assertThat(run.file("edit", "before.npy")).hasSameBinaryContentAs(plain);
    }
    run.done("edit --rows 4,0,4 --scale 1=1");
    assertThat(run.file("edit", "after.npy"))
        .hasSameBinaryContentAs(run.file("edit", "before.npy"));
    assertThat(run.npy("edit", "before.npy").values())
        .isEqualTo(run.heldOut(5).gather(new int[] {4, 0, 4}));
  }

  @Test
  void aRemovedModeHasNoEnergyLeftAndOthersKeepTheirs() throws IOException {
    run.done("edit -n 30 --remove 1 --time 0.2");
    JsonNode json = run.json("edit", "edit.json");
    assertThat(json.get("modes")).hasSize(1);
    JsonNode mode = json.get("modes").get(0);
    assertThat(mode.get("mode").asInt()).isEqualTo(1);
    assertThat(mode.get("energyBefore").asDouble()).isPositive();
    assertThat(mode.get("energyAfter").asDouble()).isZero();
    assertThat(json.get("moved").asInt()).isEqualTo(30);
    assertThat(json.get("relativeChange").asDouble()).isPositive();
    run.assertPicture("edit", "edit.png");
  }

  @Test
  void aScaledModeHasTheSquareOfTheFactorInEnergyWhateverTheTime() throws IOException {
    run.done("edit -n 30 --scale 0=1.5 --time 0.1");
    Batch early = run.npy("edit", "after.npy").values();
    JsonNode mode = run.json("edit", "edit.json").get("modes").get(0);
    assertThat(mode.get("energyAfter").asDouble() / mode.get("energyBefore").asDouble())
        .isCloseTo(2.25, within(1e-9));
    run.done("edit -n 30 --scale 0=1.5 --time 0.9");
    assertClose(run.npy("edit", "after.npy").values(), early, 1e-4);
  }

  @Test
  void swappingIsInterpolatingAllTheWay() throws IOException {
    run.done("edit -n 7 --swap 0,1");
    Batch swapped = run.npy("edit", "after.npy").values();
    Batch plain = run.npy("edit", "before.npy").values();
    // Seven samples leave the last without a neighbour.
    assertThat(swapped.rows(6, 7)).isEqualTo(plain.rows(6, 7));
    assertThat(swapped.rows(0, 6)).isNotEqualTo(plain.rows(0, 6));
    for (JsonNode mode : run.json("edit", "edit.json").get("modes")) {
      assertThat(mode.get("energyAfter").asDouble())
          .as("an exchange leaves the sum")
          .isCloseTo(
              mode.get("energyBefore").asDouble(),
              within(1e-9 * mode.get("energyBefore").asDouble()));
    }
    run.done("edit -n 7 --interpolate 0=1,1=1");
    assertClose(run.npy("edit", "after.npy").values(), swapped, 1e-5);
  }

  @Test
  void aDirectionBetweenClassesIsTheLibrarysAndItsEffectMeasured() throws IOException {
    run.done("edit --from 0 --to 3 --data -n 20");
    JsonNode json = run.json("edit", "edit.json");
    assertThat(json.get("direction").asText()).isEqualTo("from class 0 to class 3");
    double reached = json.at("/effect/reached").asDouble();
    assertThat(reached).isBetween(0.0, 1.0);
    assertThat(reached).isGreaterThanOrEqualTo(json.at("/effect/before").asDouble());
    assertThat(json.at("/effect/leakage").asDouble()).isBetween(0.0, 1.0);
    Dataset data = Opened.KOOPFLOW.data(run.trained().experiment());
    int row = 0;
    for (int i = 0; row < 20; i++) {
      if (data.testLabels().orElseThrow()[i] == 0) {
        assertThat(run.npy("edit", "before.npy").values().rows(row, row + 1))
            .isEqualTo(data.test().rows(i, i + 1));
        row++;
      }
    }
    // The same move later is the same move, since amplitudes are carried by the flow.
    run.done("edit -n 20 --from 0 --to 3 --time 0");
    Batch early = run.npy("edit", "after.npy").values();
    run.done("edit -n 20 --from 0 --to 3 --time 1");
    assertClose(run.npy("edit", "after.npy").values(), early, 1e-3);
  }
}
