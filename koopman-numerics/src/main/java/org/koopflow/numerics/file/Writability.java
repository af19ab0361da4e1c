package org.koopflow.numerics.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.koopflow.api.KoopflowException;

/** Asks the file system by trying, since permission bits alone do not tell. */
public final class Writability {
  private Writability() {}

  /**
   * Checks that something of that name, and the folders it needs, could be created.
   *
   * @param wanted a file or folder
   * @throws KoopflowException if nothing can be made there
   */
  public static void requireBelow(Path wanted) {
    Path absolute = wanted.toAbsolutePath().normalize();
    Path ancestor = absolute.getParent();
    if (ancestor == null) {
      throw new KoopflowException(
          "cannot write '" + wanted + "': it is the root of the file system");
    }
    while (!Files.exists(ancestor) && ancestor.getParent() != null) {
      ancestor = ancestor.getParent();
    }
    try {
      if (!Files.isDirectory(ancestor)) {
        throw new NotDirectoryException(ancestor.toString());
      }
      AtomicMove.clearBeside(ancestor.resolve("probe"));
      Path probe = AtomicMove.beside(ancestor.resolve("probe"));
      try {
        Files.createFile(probe);
      } finally {
        Files.deleteIfExists(probe);
      }
    } catch (IOException e) {
      throw FileErrors.writing(wanted, e);
    }
  }
}
