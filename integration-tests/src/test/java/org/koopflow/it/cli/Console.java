package org.koopflow.it.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.koopflow.cli.Main;

/**
 * What a command said and how it ended.
 *
 * @param code its exit code
 * @param out standard output
 * @param err standard error
 */
public record Console(int code, String out, String err) {
  /** Settings with which a run takes a second or two and proves nothing but that it runs. */
  static final List<String> TINY =
      List.of(
          "data.samples=1000",
          "data.testSamples=400",
          "teacher.training.steps=20",
          "teacher.network.width=16",
          "lifting.dimension=10",
          "lifting.network.width=16",
          "lifting.network.blocks=1",
          "training.steps=20",
          "training.warmup=2",
          "training.batchSize=64",
          "training.pool.size=256",
          "training.pool.blockSize=128",
          "evaluation.samples=200",
          "evaluation.energySamples=50",
          "evaluation.directions=10",
          "evaluation.tolerance=0.01",
          "evaluation.spectrum=64",
          "evaluation.speedBatch=0");

  public static Console of(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            words);
    return new Console(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Runs a small experiment; of data from elsewhere the overrides say how many there are. */
  static Console run(String source, Path folder, String... overrides) {
    List<String> words = new ArrayList<>(List.of("run", source, "--out", folder.toString()));
    List<String> settings = new ArrayList<>(TINY);
    if (List.of(overrides).stream().anyMatch(setting -> setting.startsWith("data.source="))) {
      settings.removeIf(setting -> setting.startsWith("data."));
    }
    settings.addAll(List.of(overrides));
    settings.forEach(setting -> words.addAll(List.of("--set", setting)));
    return of(words.toArray(String[]::new));
  }
}
