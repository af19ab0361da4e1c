package org.koopflow.cli.spectral;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.SpecificationException;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.run.RunFolder;
import org.koopflow.spectral.Spectrum;
import org.koopflow.spectral.model.ModeOrder;
import org.koopflow.spectral.model.SpectralModel;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every analysis of a run is told: which run, on what, and where its results go. */
final class RunOptions {
  /** More rows say nothing more, and what is measured of each of them is held at once. */
  private static final int MOST = 10_000_000;

  @Parameters(paramLabel = "<run>", description = "Folder of a run.")
  private Path run;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Name of a backend; that of the run's specification unless given.")
  private String backend;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Determines the noise; that of the run's specification unless given.")
  private Long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the results; <run>/spectral/<command> unless given.")
  private Path out;

  /** Reads the run. */
  TrainedModel read(CommandHost host) {
    return read(host, run);
  }

  /** Reads another run, for the same backend. */
  TrainedModel read(CommandHost host, Path folder) {
    TrainedModel read = new RunFolder(host.koopflow().plugins()).read(folder);
    if (read.student().isEmpty()) {
      throw new KoopflowException(
          "'" + folder + "' was stopped before its student was trained: it has no spectrum");
    }
    return backend == null ? read : read.withBackend(backend);
  }

  Path run() {
    return run;
  }

  long seed(TrainedModel model) {
    return seed == null ? model.experiment().seed() : seed;
  }

  /** Where the results of a command go, once it is known that they can. */
  Output output(CommandHost host, String command) {
    return new Output(host, out == null ? run.resolve("spectral").resolve(command) : out);
  }

  /**
   * Opens a run whose modes are named or counted by options: what does not fit it is refused before
   * anything is computed with it.
   */
  static SpectralModel open(CommandHost host, TrainedModel trained, Consumer<Spectrum> check) {
    SpectralModel model = SpectralModel.open(host.koopflow(), trained, ModeOrder.LEADING);
    try {
      check.accept(model.spectrum());
      return model;
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  /** Checks a number that counts from 1 to as many as there are. */
  static int within(int all, String option, int given) {
    if (given < 1 || given > all) {
      throw new SpecificationException(option + " must be 1 to " + all + ", got " + given);
    }
    return given;
  }

  /** Checks a number that counts something. */
  static int atLeast(int least, String option, int given) {
    if (given < least) {
      throw new SpecificationException(option + " must be at least " + least + ", got " + given);
    }
    if (given > MOST) {
      throw new SpecificationException(option + " must be at most " + MOST + ", got " + given);
    }
    return given;
  }
}
