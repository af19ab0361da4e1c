package org.koopflow.numerics.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.SpecificationException;
import org.koopflow.numerics.host.HeapRoom;

/** Reading whole files, with what goes wrong said in one line that names the file. */
public final class DataFiles {
  /** Specifications, figures and losses are far shorter. */
  private static final long LONGEST_TEXT = 1 << 28;

  private DataFiles() {}

  /**
   * Reads one file.
   *
   * @param <T> what it holds
   */
  public interface Reader<T> {
    /**
     * Reads it.
     *
     * @param file the file
     * @return what it holds
     * @throws IOException if it cannot be read
     */
    T read(Path file) throws IOException;
  }

  /**
   * A setting's value as a path.
   *
   * @param key the setting, for messages
   * @param value its value
   * @return the path
   * @throws SpecificationException if it is none
   */
  public static Path path(String key, String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new SpecificationException(
          key + " must be a path, got '" + printable(value) + "': " + e.getReason(), e);
    }
  }

  /**
   * Reads a file.
   *
   * @param file the file
   * @param reader reads it
   * @param <T> what it holds
   * @return what the reader gave
   * @throws KoopflowException in one line, whatever went wrong
   */
  public static <T> T read(Path file, Reader<T> reader) {
    requireRegular(file);
    try {
      return reader.read(file);
    } catch (EOFException e) {
      throw damaged(file, "it ends too early", e);
    } catch (ZipException e) {
      throw damaged(file, "its gzip data are corrupt (" + e.getMessage() + ")", e);
    } catch (CharacterCodingException e) {
      throw damaged(file, "it is not text in UTF-8", e);
    } catch (IOException e) {
      throw FileErrors.reading(file, e);
    }
  }

  /**
   * Refuses what is there and is no regular file: a folder, or a pipe or device, which may have no
   * end.
   *
   * @param file what is to be read
   * @throws KoopflowException if it is none
   */
  public static void requireRegular(Path file) {
    if (Files.isDirectory(file)) {
      throw new KoopflowException("'" + file + "' is a folder, but a file is wanted");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new KoopflowException(
          "'" + file + "' is a pipe or a device, and only regular files are read");
    }
  }

  /**
   * Refuses numbers that memory cannot hold, before it is taken.
   *
   * @param file the file that holds them
   * @param numbers how many
   * @param bytes size of each in memory
   * @throws KoopflowException if they take more than there is
   */
  public static void requireRoom(Path file, double numbers, int bytes) {
    HeapRoom.refusal(numbers, bytes)
        .ifPresent(
            why -> {
              throw damaged(file, "what it holds " + why);
            });
  }

  /**
   * Reads a text file in UTF-8.
   *
   * @param file the file
   * @return all of it
   * @throws KoopflowException in one line, whatever went wrong
   */
  public static String text(Path file) {
    return read(
        file,
        path -> {
          long size = Files.size(path);
          if (size > LONGEST_TEXT) {
            throw damaged(
                path,
                "it has " + size + " bytes, and texts of at most " + LONGEST_TEXT + " are read");
          }
          return Files.readString(path);
        });
  }

  /**
   * What to throw for a file that holds something else than it should.
   *
   * @param file the file
   * @param what what is wrong with it
   * @return the exception
   */
  public static KoopflowException damaged(Path file, String what) {
    return damaged(file, what, null);
  }

  private static KoopflowException damaged(Path file, String what, Throwable cause) {
    return new KoopflowException("cannot use '" + file + "': " + what, cause);
  }

  /**
   * A piece of unknown input, short and without control characters.
   *
   * @param text the input
   * @return what may be shown of it
   */
  public static String printable(String text) {
    String shown = text.length() <= 40 ? text : text.substring(0, 40) + "...";
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
