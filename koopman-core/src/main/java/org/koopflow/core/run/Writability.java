package org.koopflow.core.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Asks the file system by trying, since permission bits alone do not tell. */
final class Writability {
  private Writability() {}

  /** Checks that something of that name, and the folders it needs, could be created. */
  static void requireBelow(Path wanted) {
    Path absolute = wanted.toAbsolutePath().normalize();
    Path ancestor = absolute.getParent();
    if (ancestor == null) {
      throw new org.koopflow.api.KoopflowException(
          "cannot write '" + wanted + "': it is the root of the file system");
    }
    while (!Files.exists(ancestor) && ancestor.getParent() != null) {
      ancestor = ancestor.getParent();
    }
    try {
      if (!Files.isDirectory(ancestor)) {
        throw new NotDirectoryException(ancestor.toString());
      }
      Path probe = AtomicFile.beside(ancestor.resolve("probe"));
      try {
        Files.createFile(probe);
      } finally {
        Files.deleteIfExists(probe);
      }
    } catch (IOException e) {
      throw FileErrors.cannot("write", wanted, e);
    }
  }
}
