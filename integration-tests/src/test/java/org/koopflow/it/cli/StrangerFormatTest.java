package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.koopflow.api.Matrix;
import org.koopflow.api.Selection;
import org.koopflow.api.backend.Backend;
import org.koopflow.core.Koopflow;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.run.RunFolder;
import org.koopflow.testkit.Failures;

/** A stranger's exporter, in a program that loads the jar into a layer above its own. */
@ExtendWith(Stranger.Resolver.class)
class StrangerFormatTest {
  private static Stranger stranger;

  @BeforeAll
  static void find(Stranger found) {
    stranger = found;
  }

  /** A layer of modules above those of this program, as a program makes it that loads plug-ins. */
  private static Koopflow embedded() throws IOException {
    ModuleLayer here = ModuleLayer.boot();
    Configuration configuration =
        here.configuration()
            .resolve(
                ModuleFinder.of(Stranger.jar()), ModuleFinder.of(), Set.of("com.example.stranger"));
    ClassLoader parent = StrangerFormatTest.class.getClassLoader();
    return new Koopflow(Plugins.discover(here.defineModulesWithOneLoader(configuration, parent)));
  }

  @Test
  void aModelIsWrittenInTheirFormat() throws IOException {
    Koopflow koopflow = embedded();
    TrainedModel model = new RunFolder(koopflow.plugins()).read(stranger.run());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    koopflow.export(model, Selection.of("generator-table"), out);

    double[][] table =
        out.toString(StandardCharsets.US_ASCII)
            .lines()
            .map(line -> Stream.of(line.split(",")).mapToDouble(Double::parseDouble).toArray())
            .toArray(double[][]::new);
    try (Backend backend = koopflow.openBackend(model.withBackend("heap").experiment());
        OpenModel open = koopflow.open(model, backend)) {
      assertThat(Matrix.ofRows(table)).isEqualTo(open.flow().generator());
    }
  }

  @Test
  void aFormatThatCannotTakeTheModelWritesNothing() throws IOException {
    Koopflow koopflow = embedded();
    TrainedModel model = new RunFolder(koopflow.plugins()).read(stranger.run());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Failures.assertRefuses(
        () ->
            koopflow.export(model, new Selection<>("generator-table", Map.of("columns", 17)), out),
        "at most 17 columns",
        "has 18");
    Failures.assertRefuses(
        () -> koopflow.export(model, Selection.of("generator-tabel"), out),
        "did you mean 'generator-table'?");
    TrainedModel untrained =
        new TrainedModel(
            model.experiment(),
            model.transform(),
            model.domain(),
            model.teacher(),
            Optional.empty());
    Failures.assertFails(
        () -> koopflow.export(untrained, Selection.of("generator-table"), out), "never trained");
    assertThat(out.size()).isZero();
  }
}
