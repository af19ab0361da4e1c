package org.koopflow.core.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Files that are there whole or not at all: the bytes go to a temporary file beside the wanted one,
 * which is then renamed over it.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Writes a file, replacing an existing one, and creates missing parent folders.
   *
   * @param file the file
   * @param bytes its content
   * @throws org.koopflow.api.KoopflowException if the file system refuses; an existing file is then
   *     as it was
   */
  public static void write(Path file, byte[] bytes) {
    Path absolute = file.toAbsolutePath().normalize();
    Path temporary = beside(absolute);
    try {
      Files.createDirectories(absolute.getParent());
      try {
        Files.write(temporary, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Files.move(
            temporary,
            absolute,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw FileErrors.cannot("write", file, e);
    }
  }

  /**
   * Writes a text file in UTF-8, replacing an existing one.
   *
   * @param file the file
   * @param text its content
   * @throws org.koopflow.api.KoopflowException if the file system refuses
   */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Checks that a file could be written, before long work starts whose result it is to hold.
   *
   * @param file the file; it may exist
   * @throws org.koopflow.api.KoopflowException if it is a folder or no file can be made there
   */
  public static void requireWritable(Path file) {
    if (Files.isDirectory(file)) {
      throw new org.koopflow.api.KoopflowException(
          "cannot write '" + file + "': it is a folder, and a file is wanted");
    }
    Writability.requireBelow(file);
  }

  /**
   * Creates the folders a file is to stand in, as far as they are missing.
   *
   * @param file the file
   * @throws org.koopflow.api.KoopflowException if the file system refuses
   */
  public static void makeParents(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().normalize().getParent());
    } catch (IOException e) {
      throw FileErrors.cannot("write", file, e);
    }
  }

  /**
   * A name for a temporary neighbour. Made by hand, since the temporary files of the JDK are
   * readable by their owner alone and would stay so after the renaming.
   */
  static Path beside(Path absolute) {
    return absolute.resolveSibling(
        "." + absolute.getFileName() + "." + UUID.randomUUID().toString().substring(0, 8) + ".tmp");
  }
}
