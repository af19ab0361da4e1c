package org.koopflow.study;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.koopflow.api.NoSettings;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.study.ExecutorProvider;
import org.koopflow.core.Koopflow;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.testkit.reference.ReferenceBackend;

/** Studies that need neither a native library nor a training: recorded lines, fitted at once. */
final class Lines {
  private Lines() {}

  /** The plug-ins of this path, a backend in plain Java, and executors of a test's own. */
  static Koopflow koopflow(ExecutorProvider<?>... executors) {
    Plugins.Builder plugins = Plugins.builder().addAll(Plugins.discover()).add(new PlainJava());
    for (ExecutorProvider<?> executor : executors) {
      plugins.add(executor);
    }
    return new Koopflow(plugins.build());
  }

  /**
   * Writes 40 trajectories of six times, straight lines from a circle to an ellipse, and a
   * specification that learns them.
   */
  static Path specification(Path folder) throws IOException {
    Path file = folder.resolve("lines.npy");
    try (InputStream lines = Lines.class.getResourceAsStream("lines.npy")) {
      Files.copy(lines, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return Files.writeString(
        folder.resolve("lines.yaml"),
        """
        name: lines
        backend: plain-java
        data: {source: teacher}
        teacher: {type: recorded, file: '%s'}
        lifting: {type: polynomial, degree: 1}
        training: {method: edmd, edmd: {points: 400}}
        evaluation: {samples: 20, energySamples: 10, directions: 5, speedBatch: 0}
        """
            .formatted(file));
  }

  private static final class PlainJava implements BackendProvider<NoSettings> {
    @Override
    public String name() {
      return "plain-java";
    }

    @Override
    public String summary() {
      return "plain Java";
    }

    @Override
    public NoSettings defaults() {
      return new NoSettings();
    }

    @Override
    public Backend create(NoSettings settings, BackendContext context) {
      return new ReferenceBackend(context.precision());
    }
  }
}
