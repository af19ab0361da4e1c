package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep over all combinations of what is varied. */
class SweepCommandTest {
  @TempDir Path scratch;

  @Test
  void aSweepComparesTheRunsOfAllCombinations() throws IOException {
    Path study = scratch.resolve("study");
    List<String> words =
        new ArrayList<>(
            List.of(
                "sweep",
                "two-spirals",
                "--out",
                study.toString(),
                "--vary",
                "teacher={type: cfm, coupling: ot},{type: rectified, pairs: 200, solverSteps: 2}",
                "--vary",
                "seed=1,2"));
    Console.TINY.forEach(setting -> words.addAll(List.of("--set", setting)));

    Console said = Console.of(words.toArray(String[]::new));

    assertThat(said.code()).as(said.err()).isZero();
    List<String> lines = Files.readAllLines(study.resolve("table.csv"));
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0)).startsWith("teacher,seed,teacher SW2,teacher NFE,student SW2");
    assertThat(lines.get(4)).startsWith("\"{type: rectified, pairs: 200, solverSteps: 2}\",2,");
    JsonNode metrics = new ObjectMapper().readTree(study.resolve("004/metrics.json").toFile());
    assertThat(lines.get(4))
        .contains("," + metrics.at("/student/slicedWasserstein").asText() + ",");
    assertThat(metrics.at("/teacherFitting/straightness").size()).isEqualTo(2);
    assertThat(Files.readString(study.resolve("001/experiment.yaml"))).contains("coupling: ot");
    assertThat(said.out()).contains("student SW2", "results in " + study);
    assertThat(said.err()).contains("run 4 of 4: teacher={type: rectified");
  }
}
