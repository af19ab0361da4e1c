package org.koopflow.core.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.koopflow.api.KoopflowException;
import org.koopflow.numerics.file.AtomicMove;
import org.koopflow.numerics.file.FileErrors;

/**
 * The right to write what stands under a name, held by one at a time, of all processes and within
 * this one. It is a lock of the operating system on a file beside the name, which ends with the
 * process that holds it, however that ends; the file says who it is.
 *
 * <p>A file system without locks, as some that are shared by machines, keeps writers apart within
 * one process only.
 */
public final class Claim implements AutoCloseable {
  private static final String SUFFIX = ".koopflow-lock";

  /** Far behind the text, which other processes are to read where locks bind readers too. */
  private static final long LOCKED = 1L << 40;

  private static final int LONGEST = 512;
  private static final int ATTEMPTS = 100;

  /**
   * Those of this process, by the real path. A second lock on a file cannot be asked for here: the
   * channel that fails to get it gives up the first one when it is closed.
   */
  private static final ConcurrentMap<Path, Instant> HERE = new ConcurrentHashMap<>();

  private final Path path;
  private final Path real;
  private final Deque<Path> madeFolders;
  private Lock lock;

  private Claim(Path path, Path real, Deque<Path> madeFolders) {
    this.path = path;
    this.real = real;
    this.madeFolders = madeFolders;
  }

  /** Channels on the file of a lock; the second tells that it is the file of that name. */
  private record Lock(FileChannel held, FileChannel seen) {
    void close() throws IOException {
      try (held;
          seen) {
        // Closed in this order, the second one last opened first.
      }
    }
  }

  /**
   * Claims a name.
   *
   * @param path a file or folder, which need not exist; folders it stands in are created
   * @return the claim, to be closed
   * @throws KoopflowException if another one holds it, saying who and since when, or the file
   *     system refuses
   */
  public static Claim of(Path path) {
    Path real;
    try {
      real = real(path);
    } catch (IOException e) {
      throw FileErrors.writing(path, e);
    }
    if (real.getFileName() == null) {
      throw new KoopflowException("cannot write '" + path + "': it is the root of the file system");
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Instant since = HERE.putIfAbsent(real, now);
    if (since != null) {
      throw taken(path, "another run of this process (" + pid() + ") since " + since);
    }
    Claim claim = new Claim(path, real, missing(real.getParent()));
    try {
      requireFolderAbove(real);
      AtomicMove.makeFolders(real.getParent());
      claim.lock(now);
    } catch (IOException e) {
      throw FileErrors.writing(path, e);
    } finally {
      if (claim.lock == null) {
        claim.close();
      }
    }
    return claim;
  }

  /** Making folders tells less well what is wrong. */
  private static void requireFolderAbove(Path real) throws IOException {
    Path above = real.getParent();
    while (above.getParent() != null && !Files.exists(above)) {
      above = above.getParent();
    }
    if (!Files.isDirectory(above)) {
      throw new NotDirectoryException(above.toString());
    }
  }

  /**
   * What is claimed, as it was given.
   *
   * @return the path
   */
  public Path path() {
    return path;
  }

  /** What is claimed, without links. */
  Path real() {
    return real;
  }

  /** A path without links, of something that need not exist. */
  static Path real(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    if (Files.exists(absolute)) {
      return absolute.toRealPath();
    }
    Path parent = absolute.getParent();
    return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
  }

  private static Deque<Path> missing(Path folder) {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path each = folder; each != null && !Files.exists(each); each = each.getParent()) {
      missing.add(each);
    }
    return missing;
  }

  private Path file() {
    return real.resolveSibling("." + real.getFileName() + SUFFIX);
  }

  private void lock(Instant now) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS && lock == null; attempt++) {
      lock = attempt(now);
    }
    if (lock == null) {
      throw taken(path, "others, one after another");
    }
  }

  /** Null if the file was removed, by one that held it before, while the lock was taken. */
  private Lock attempt(Instant now) throws IOException {
    FileChannel held =
        FileChannel.open(
            file(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileChannel seen = null;
    try {
      if (!locked(held)) {
        throw taken(path, holder(held));
      }
      ByteBuffer text = text(now);
      held.truncate(0);
      held.write(text.duplicate(), 0);
      seen = FileChannel.open(file(), StandardOpenOption.READ);
      if (text.equals(ByteBuffer.wrap(read(seen)))) {
        Lock lock = new Lock(held, seen);
        held = null;
        seen = null;
        return lock;
      }
    } catch (NoSuchFileException removed) {
      return null;
    } finally {
      if (seen != null) {
        seen.close();
      }
      if (held != null) {
        held.close();
      }
    }
    return null;
  }

  private static boolean locked(FileChannel channel) {
    try {
      return channel.tryLock(LOCKED, 1, false) != null;
    } catch (OverlappingFileLockException otherClassLoader) {
      return false;
    } catch (IOException noLocksHere) {
      return true;
    }
  }

  private static long pid() {
    return ProcessHandle.current().pid();
  }

  private static ByteBuffer text(Instant now) {
    return StandardCharsets.UTF_8.encode(
        "process " + pid() + " since " + now + "\nclaim " + UUID.randomUUID() + "\n");
  }

  private static byte[] read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {
      // A read may give less than there is.
    }
    byte[] all = new byte[bytes.position()];
    bytes.flip().get(all);
    return all;
  }

  /** The first line of the file, if it is one that was written here. */
  private static String holder(FileChannel channel) throws IOException {
    String text = new String(read(channel), StandardCharsets.UTF_8);
    String line = text.lines().findFirst().orElse("");
    return line.matches("process \\d+ since [\\dTZ:.+-]+") ? line : "another process";
  }

  private static KoopflowException taken(Path path, String holder) {
    return new KoopflowException(
        "'"
            + path
            + "' is being written by "
            + holder
            + "; wait for its end, or name another place");
  }

  /** Lets others write. Folders that were made for the claim go again if nothing stands in them. */
  @Override
  public void close() {
    try {
      if (lock != null) {
        try {
          Files.deleteIfExists(file());
        } finally {
          lock.close();
        }
        lock = null;
      }
      for (Path made : madeFolders) {
        Files.deleteIfExists(made);
      }
    } catch (IOException leftThere) {
      // A file that nobody locks claims nothing, and a folder with something in it stays.
    } finally {
      HERE.remove(real);
    }
  }
}
