package org.koopflow.numerics.file;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Named arrays in NumPy's archive format: a ZIP file, stored or deflated, with an NPY file each.
 */
public final class Npz {
  private static final String EXTENSION = ".npy";

  /** Best compression that ZIP's algorithm can reach. */
  private static final long DEFLATE_LIMIT = 1032;

  private Npz() {}

  /**
   * Reads a file.
   *
   * @param file the file
   * @return its arrays by name, in the order of the file
   * @throws org.koopflow.api.KoopflowException if the file cannot be read, is damaged or holds
   *     something else than arrays of numbers
   */
  public static Map<String, Npy.Contents> read(Path file) {
    return DataFiles.read(file, Npz::readArchive);
  }

  private static Map<String, Npy.Contents> readArchive(Path file) throws IOException {
    // ZipFile would tell of a missing file without its kind of exception.
    file.getFileSystem().provider().checkAccess(file);
    Map<String, Npy.Contents> arrays = new LinkedHashMap<>();
    long left = Files.size(file);
    try (ZipFile archive = new ZipFile(file.toFile())) {
      List<? extends ZipEntry> entries = Collections.list(archive.entries());
      for (ZipEntry entry : entries) {
        String name = entry.getName();
        if (!name.endsWith(EXTENSION)) {
          throw DataFiles.damaged(
              file, "it holds '" + DataFiles.printable(name) + "', which is not an array");
        }
        // Sizes are those of the archive's directory, which may say anything.
        left -= Math.max(0, entry.getCompressedSize());
        if (left < 0 || entry.getSize() > DEFLATE_LIMIT * (entry.getCompressedSize() + 1)) {
          throw DataFiles.damaged(
              file,
              "it promises '"
                  + DataFiles.printable(name)
                  + "' of "
                  + entry.getSize()
                  + " bytes, more than the file can hold");
        }
        try (ReadableByteChannel channel = Channels.newChannel(archive.getInputStream(entry))) {
          String array = name.substring(0, name.length() - EXTENSION.length());
          Npy.Contents contents = Npy.read(named(file, name), channel, entry.getSize());
          if (arrays.put(array, contents) != null) {
            throw DataFiles.damaged(file, "it holds '" + DataFiles.printable(name) + "' twice");
          }
        }
      }
    } catch (ZipException e) {
      throw DataFiles.damaged(file, "it is not a sound NPZ archive (" + e.getMessage() + ")");
    }
    return arrays;
  }

  /** The archive and the array in it, for messages alone. */
  private static Path named(Path file, String entry) {
    return file.resolve(DataFiles.printable(entry).replaceAll("[^\\w. -]", "_"));
  }
}
