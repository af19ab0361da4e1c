package org.koopflow.numerics.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was made under a temporary name gets the name it is wanted under, in one step, which lasts:
 * a folder is written to the disk after an entry of it has changed, where the platform allows that.
 */
public final class AtomicMove {
  private static final Pattern TEMPORARY = Pattern.compile("(\\d{1,18})-[0-9a-f]{8}\\.tmp");

  private AtomicMove() {}

  /**
   * A name for a temporary neighbour, which tells what it is to become and the number of the
   * process that makes it. Made by hand, since the temporary files of the JDK are readable by their
   * owner alone and would stay so after the renaming.
   *
   * @param target the name wanted at last
   * @return a name that nothing has, in the same folder
   */
  public static Path beside(Path target) {
    return target.resolveSibling(
        "."
            + target.getFileName()
            + "."
            + ProcessHandle.current().pid()
            + "-"
            + UUID.randomUUID().toString().substring(0, 8)
            + ".tmp");
  }

  /**
   * Removes temporary neighbours, as {@link #beside} names them, of processes that are gone. Those
   * of living ones stay, and so does what cannot be removed.
   *
   * @param target the name they were to have at last
   */
  public static void clearBeside(Path target) {
    String name = target.getFileName().toString();
    DirectoryStream.Filter<Path> left =
        path -> {
          String found = path.getFileName().toString();
          if (!found.startsWith("." + name + ".")) {
            return false;
          }
          Matcher temporary = TEMPORARY.matcher(found.substring(name.length() + 2));
          return temporary.matches() && !alive(Long.parseLong(temporary.group(1)));
        };
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(target.getParent(), left)) {
      for (Path each : entries) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | DirectoryIteratorException leftThere) {
      // It does no harm but to take room.
    }
  }

  private static boolean alive(long process) {
    return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
  }

  /**
   * Renames, over a file that has the wanted name.
   *
   * @param complete what is ready
   * @param target its name from now on, in the same file system
   * @throws IOException if the file system refuses; both are then as they were
   */
  public static void into(Path complete, Path target) throws IOException {
    rename(complete, target);
    sync(target.toAbsolutePath().getParent());
  }

  /**
   * Renames, over a file that has the wanted name, without waiting for the disk: {@link #into} that
   * follows in the same folder does.
   *
   * @param from the name it has
   * @param to its name from now on, in the same file system
   * @throws IOException if the file system refuses; both are then as they were
   */
  public static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Creates a folder and those it stands in, as far as they are missing.
   *
   * @param folder the folder
   * @throws IOException if the file system refuses
   */
  public static void makeFolders(Path folder) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path each = folder; each != null && !Files.exists(each); each = each.getParent()) {
      missing.push(each);
    }
    Files.createDirectories(folder);
    for (Path made : missing) {
      sync(made.getParent());
    }
  }

  /** Not every platform lets a folder be opened, and some file systems do not write one out. */
  private static void sync(Path folder) {
    if (folder != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      } catch (IOException notAllowed) {
        // The entry is then written whenever the system does so by itself.
      }
    }
  }
}
