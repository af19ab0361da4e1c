package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.koopflow.api.Batch;
import org.koopflow.core.Koopflow;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.run.JsonText;
import org.koopflow.core.run.RunFolder;
import org.koopflow.numerics.file.Npy;
import org.koopflow.spectral.model.ModeOrder;
import org.koopflow.spectral.model.SpectralModel;

/** A run as a program opens it, beside what commands wrote of it. */
record Opened(Path run) {
  static final Koopflow KOOPFLOW = Koopflow.create();

  private static final ObjectMapper JSON = new ObjectMapper();

  TrainedModel trained() {
    return new RunFolder(KOOPFLOW.plugins()).read(run);
  }

  SpectralModel spectral() {
    return SpectralModel.open(KOOPFLOW, trained(), ModeOrder.LEADING);
  }

  /** Runs a command on the run. */
  Console command(String words) {
    List<String> all = new ArrayList<>(List.of(words.split(" ")));
    all.add(1, run.toString());
    return Console.of(all.toArray(String[]::new));
  }

  /** Runs a command on the run, which does what it was asked for. */
  Console done(String words) {
    Console said = command(words);
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out()).contains("written to ");
    return said;
  }

  Path file(String command, String name) {
    return run.resolve("spectral").resolve(command).resolve(name);
  }

  JsonNode json(String command, String name) throws IOException {
    return JSON.readTree(file(command, name).toFile());
  }

  Npy.Contents npy(String command, String name) {
    return Npy.read(file(command, name));
  }

  void assertPicture(String command, String name) throws IOException {
    assertThat(ImageIO.read(file(command, name).toFile())).isNotNull();
  }

  Batch heldOut(int rows) {
    return KOOPFLOW.data(trained().experiment()).test().rows(0, rows);
  }

  static void assertClose(Batch found, Batch expected, double tolerance) {
    assertThat(found.rows()).isEqualTo(expected.rows());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.doubles()[i]).isCloseTo(expected.doubles()[i], within(tolerance));
    }
  }

  /** What a tree of figures is once written and read. */
  static JsonNode tree(Object figures) throws IOException {
    return JSON.readTree(JsonText.of(figures));
  }

  /** The run's own files, with their contents. */
  Map<String, List<Byte>> own() throws IOException {
    Map<String, List<Byte>> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(run)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = run.relativize(file).toString();
        if (!name.startsWith("spectral")) {
          List<Byte> bytes = new ArrayList<>();
          for (byte each : Files.readAllBytes(file)) {
            bytes.add(each);
          }
          files.put(name, bytes);
        }
      }
    }
    return files;
  }
}
