package org.koopflow.numerics.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.koopflow.api.KoopflowException;

/** Says in one line that names the file why the file system refused. */
public final class FileErrors {
  private FileErrors() {}

  /**
   * What to throw for a file that could not be read.
   *
   * @param file the file
   * @param cause why not
   * @return the exception
   */
  public static KoopflowException reading(Path file, IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return new KoopflowException("there is no file '" + file + "'", cause);
    }
    return new KoopflowException("cannot read '" + file + "': " + reason(cause), cause);
  }

  /**
   * What to throw for a file or folder that could not be written.
   *
   * @param path the file or folder
   * @param cause why not
   * @return the exception
   */
  public static KoopflowException writing(Path path, IOException cause) {
    String reason =
        cause instanceof NoSuchFileException ? "there is no such folder" : reason(cause);
    return new KoopflowException("cannot write '" + path + "': " + reason, cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
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
