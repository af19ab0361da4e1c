package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.numerics.file.Npy;

/** Samples that are drawn of a run that is there. */
class SampleCommandTest {
  @TempDir static Path folder;
  @TempDir Path scratch;

  private static Path run;

  @BeforeAll
  static void runOnce() {
    run = folder.resolve("run");
    assertThat(Console.run("eight-gaussians", run).code()).isZero();
  }

  @Test
  void samplesAreThoseOfTheRun() throws IOException {
    Path file = scratch.resolve("new/samples.npy");

    Console said = Console.of("sample", run.toString(), "-n", "300", "--out", file.toString());

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out()).contains("300 samples").contains("evaluations per sample: 1");
    Npy.Contents drawn = Npy.read(file);
    assertThat(drawn.shape()).containsExactly(300, 2);
    assertThat(drawn.values().isFinite()).isTrue();
  }

  @Test
  void manySamplesComeInBlocksThatFitTogether() {
    Path many = scratch.resolve("many.npy");
    Path few = scratch.resolve("few.npy");
    Console.of("sample", run.toString(), "-n", "20001", "--seed", "3", "--out", many.toString());
    Console.of("sample", run.toString(), "-n", "20001", "--seed", "4", "--out", few.toString());

    Npy.Contents drawn = Npy.read(many);
    assertThat(drawn.shape()).containsExactly(20001, 2);
    assertThat(drawn.values().isFinite()).isTrue();
    // Two equal blocks would make all these sets smaller.
    for (int column = 0; column < 2; column++) {
      Set<Double> seen = new HashSet<>();
      for (int row : new int[] {0, 1, 9_999, 10_000, 10_001, 19_999, 20_000}) {
        seen.add(drawn.values().get(row, column));
      }
      assertThat(seen).hasSize(7);
    }
    Path start = scratch.resolve("start.npy");
    Console.of("sample", run.toString(), "-n", "300", "--seed", "3", "--out", start.toString());
    Npy.Contents first = Npy.read(start);
    for (int row = 0; row < 300; row++) {
      assertThat(drawn.values().get(row, 0)).isCloseTo(first.values().get(row, 0), within(1e-4));
      assertThat(drawn.values().get(row, 1)).isCloseTo(first.values().get(row, 1), within(1e-4));
    }
    assertThat(drawn.values().floats()).isNotEqualTo(Npy.read(few).values().floats());
  }

  @Test
  void timesGiveOneArrayEach() {
    for (String sampler : List.of("koopman", "dopri5", "heun")) {
      Path file = scratch.resolve(sampler + ".npy");
      Console said =
          Console.of(
              "sample",
              run.toString(),
              "-n",
              "7",
              "--times",
              "0,0.5,1",
              "--sampler",
              sampler,
              "--out",
              file.toString());
      assertThat(said.code()).as(said.err()).isZero();
      assertThat(Npy.read(file).shape()).containsExactly(3, 7, 2);
    }
    float[] one = Npy.read(scratch.resolve("dopri5.npy")).values().floats();
    float[] other = Npy.read(scratch.resolve("heun.npy")).values().floats();
    for (int i = 0; i < 14; i++) {
      assertThat(one[i]).as("both begin at the same noise").isEqualTo(other[i]);
    }
  }

  @Test
  void anyExponentialDrawsTheSameSamples() {
    // Euler steps are not exact, and are told to be so by this.
    for (String exponential : List.of("pade", "eigen", "krylov", "taylor", "euler-k")) {
      Path file = scratch.resolve(exponential + ".npy");
      Console said =
          Console.of(
              "sample",
              run.toString(),
              "-n",
              "5",
              "--exponential",
              exponential,
              "--out",
              file.toString());
      assertThat(said.code()).as(said.err()).isZero();
    }
    float[] expected = Npy.read(scratch.resolve("pade.npy")).values().floats();
    for (String exponential : List.of("eigen", "krylov", "taylor")) {
      float[] drawn = Npy.read(scratch.resolve(exponential + ".npy")).values().floats();
      for (int i = 0; i < expected.length; i++) {
        assertThat(drawn[i]).as(exponential).isCloseTo(expected[i], within(1e-4f));
      }
    }
    assertThat(Npy.read(scratch.resolve("euler-k.npy")).values().floats()).isNotEqualTo(expected);
    Console refused =
        Console.of(
            "sample",
            run.toString(),
            "-n",
            "5",
            "--exponential",
            "block",
            "--out",
            scratch.resolve("block.npy").toString());
    assertThat(refused.code()).isNotZero();
    assertThat(refused.err()).contains("needs rotation-scaling blocks");
  }
}
