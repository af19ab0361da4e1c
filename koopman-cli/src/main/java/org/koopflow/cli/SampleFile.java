package org.koopflow.cli;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.koopflow.api.KoopflowException;
import org.koopflow.core.run.RunPaths;
import org.koopflow.numerics.file.AtomicFile;

/**
 * A file that samples are to be written to, and nothing that somebody could miss.
 *
 * @param path where
 */
record SampleFile(Path path) {
  /**
   * Checks that the file may be written, before long work starts.
   *
   * @param force whether a file that is there may be replaced
   * @throws KoopflowException if it belongs to a run, is a link, a device or a folder, is there and
   *     not to be replaced, or cannot be written
   */
  void require(boolean force) {
    if (Files.isSymbolicLink(path)) {
      throw new KoopflowException(
          "will not write through the link '" + path + "'; name the file it leads to");
    }
    AtomicFile.requireWritable(path);
    RunPaths.ownerOf(path)
        .ifPresent(
            run -> {
              throw new KoopflowException(
                  "will not write '"
                      + path
                      + "': it has the name of a file of the run in '"
                      + run
                      + "'; give another name");
            });
    if (!force && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new KoopflowException("'" + path + "' is there already; --force replaces it");
    }
  }
}
