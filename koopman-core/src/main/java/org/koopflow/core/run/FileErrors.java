package org.koopflow.core.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.koopflow.api.KoopflowException;

/** Says in one line why the file system refused. */
final class FileErrors {
  private FileErrors() {}

  static KoopflowException cannot(String verb, Path path, IOException cause) {
    return new KoopflowException("cannot " + verb + " '" + path + "': " + reason(cause), cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (cause instanceof NotDirectoryException) {
      return "part of the path is a file, not a folder";
    }
    if (cause instanceof DirectoryNotEmptyException) {
      return "the folder is not empty";
    }
    if (cause instanceof FileAlreadyExistsException) {
      return "it exists already";
    }
    if (cause instanceof FileSystemException refused && refused.getReason() != null) {
      return firstLine(refused.getReason());
    }
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : firstLine(cause.getMessage());
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("").strip();
  }
}
