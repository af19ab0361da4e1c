package org.koopflow.core.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.koopflow.numerics.file.FileErrors;

/** What a run's files are called, and which paths are a run's. */
public final class RunPaths {
  static final String EXPERIMENT = "experiment.yaml";
  static final String METRICS = "metrics.json";
  static final String LOSSES = "losses.csv";
  static final String PROVENANCE = "provenance.json";
  static final String SAMPLES = "samples.npy";
  private static final String WEIGHTS = "weights";

  private static final Set<String> OWN_FILES =
      Set.of(EXPERIMENT, METRICS, LOSSES, PROVENANCE, SAMPLES, "report.html");
  private static final Set<String> OWN_FOLDERS = Set.of(WEIGHTS, "pictures");

  private RunPaths() {}

  /** Where the weights of a part of a run stand. */
  static Path weights(Path folder, String part) {
    return folder.resolve(WEIGHTS).resolve(part + ".safetensors");
  }

  /**
   * Whether a folder was written by a run, and so may be replaced by one.
   *
   * @param folder any folder
   * @return true if it looks like a run
   */
  public static boolean isRun(Path folder) {
    return Files.isRegularFile(folder.resolve(EXPERIMENT))
        && Files.isRegularFile(folder.resolve(PROVENANCE));
  }

  /**
   * Whether two paths lead to the same folder.
   *
   * @param first a path, of a folder that need not exist
   * @param second another one
   * @return true if what is written at one stands at the other
   */
  public static boolean isSame(Path first, Path second) {
    try {
      return Claim.real(first).equals(Claim.real(second));
    } catch (IOException e) {
      throw FileErrors.reading(first, e);
    }
  }

  /**
   * The run that a file belongs to, so that nothing else is written in its place.
   *
   * @param file any file, which need not exist
   * @return the folder of the run, if the file has a name of the run's own in it
   */
  public static Optional<Path> ownerOf(Path file) {
    Path real;
    try {
      real = Claim.real(file);
    } catch (IOException e) {
      throw FileErrors.reading(file, e);
    }
    for (Path folder = real.getParent(); folder != null; folder = folder.getParent()) {
      if (isRun(folder)
          && (OWN_FOLDERS.contains(folder.relativize(real).getName(0).toString())
              || OWN_FILES.contains(folder.relativize(real).toString()))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }
}
