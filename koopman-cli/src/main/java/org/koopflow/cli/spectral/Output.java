package org.koopflow.cli.spectral;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.core.run.JsonText;
import org.koopflow.core.run.RunPaths;
import org.koopflow.numerics.file.AtomicFile;
import org.koopflow.numerics.file.Npy;

/** The folder a command writes its results to, each file whole or not at all. */
final class Output {
  private final CommandHost host;
  private final Path folder;
  private final List<String> written = new ArrayList<>();

  /** Checks that the folder can be written, before long work starts. */
  Output(CommandHost host, Path folder) {
    if (RunPaths.isRun(folder)) {
      throw new KoopflowException(
          "'"
              + folder
              + "' is a run, whose own files are left as they are; give a folder within it, or"
              + " another one");
    }
    this.host = host;
    this.folder = folder;
    AtomicFile.requireWritable(folder.resolve("results"));
  }

  void json(String name, Object tree) {
    AtomicFile.write(folder.resolve(name), JsonText.of(tree));
    written.add(name);
  }

  void npy(String name, Batch values) {
    npy(name, values, List.of(values.rows(), values.columns()));
  }

  void npy(String name, Batch values, List<Integer> shape) {
    AtomicFile.makeParents(folder.resolve(name));
    Npy.write(folder.resolve(name), values, shape);
    written.add(name);
  }

  /** Java without fonts cannot draw; that is no reason to lose what was computed. */
  void picture(String name, Supplier<byte[]> drawing) {
    byte[] png;
    try {
      png = drawing.get();
    } catch (RuntimeException | LinkageError | InternalError e) {
      host.err()
          .println(
              "koopflow: "
                  + name
                  + " is left out, since this Java cannot draw it ("
                  + e.getMessage()
                  + "); it may lack the package fontconfig or any font");
      return;
    }
    AtomicFile.write(folder.resolve(name), png);
    written.add(name);
  }

  /** Tells where everything is. */
  void tell() {
    host.out().println("written to " + folder + ": " + String.join(", ", written));
  }
}
