package org.koopflow.numerics.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.koopflow.api.KoopflowException;

/**
 * Files that are there whole or not at all, a loss of power included: the bytes go to a temporary
 * file beside the wanted one, and to the disk, before it is renamed over that. What a process that
 * was killed in between has left is removed by the next one that writes the file.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** What a file is to hold. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes it.
     *
     * @param file where to; there is nothing of that name yet
     * @throws IOException if it cannot be written
     */
    void writeTo(Path file) throws IOException;
  }

  /**
   * Writes a file into a folder that exists, replacing a file of that name.
   *
   * @param file the file
   * @param content writes its content
   * @throws KoopflowException if the file system refuses; an existing file is then as it was
   */
  public static void write(Path file, Content content) {
    Path absolute = file.toAbsolutePath().normalize();
    AtomicMove.clearBeside(absolute);
    Path temporary = AtomicMove.beside(absolute);
    try {
      try {
        content.writeTo(temporary);
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        AtomicMove.into(temporary, absolute);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw FileErrors.writing(file, e);
    }
  }

  /**
   * Writes a file, replacing an existing one, and creates missing parent folders.
   *
   * @param file the file
   * @param bytes its content
   * @throws KoopflowException if the file system refuses; an existing file is then as it was
   */
  public static void write(Path file, byte[] bytes) {
    makeParents(file);
    write(
        file,
        temporary ->
            Files.write(temporary, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /**
   * Writes a text file in UTF-8, replacing an existing one, and creates missing parent folders.
   *
   * @param file the file
   * @param text its content
   * @throws KoopflowException if the file system refuses; an existing file is then as it was
   */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Checks that a file could be written, before long work starts whose result it is to hold.
   *
   * @param file the file; it may exist
   * @throws KoopflowException if it is a folder or a device, or no file can be made there
   */
  public static void requireWritable(Path file) {
    if (Files.isDirectory(file)) {
      throw new KoopflowException(
          "cannot write '" + file + "': it is a folder, and a file is wanted");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new KoopflowException(
          "cannot write '" + file + "': it is a device or a pipe, and a file is wanted");
    }
    Writability.requireBelow(file);
  }

  /**
   * Creates the folders a file is to stand in, as far as they are missing.
   *
   * @param file the file
   * @throws KoopflowException if the file system refuses
   */
  public static void makeParents(Path file) {
    try {
      AtomicMove.makeFolders(file.toAbsolutePath().normalize().getParent());
    } catch (IOException e) {
      throw FileErrors.writing(file, e);
    }
  }
}
