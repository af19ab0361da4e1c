package org.koopflow.numerics.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/**
 * What was made under a temporary name gets the name it is wanted under, in one step, which lasts:
 * a folder is written to the disk after an entry of it has changed, where the platform allows that.
 */
public final class AtomicMove {
  private AtomicMove() {}

  /**
   * A name for a temporary neighbour. Made by hand, since the temporary files of the JDK are
   * readable by their owner alone and would stay so after the renaming.
   *
   * @param target the name wanted at last
   * @return a name that nothing has, in the same folder
   */
  public static Path beside(Path target) {
    return target.resolveSibling(
        "." + target.getFileName() + "." + UUID.randomUUID().toString().substring(0, 8) + ".tmp");
  }

  /**
   * Renames, over a file that has the wanted name.
   *
   * @param complete what is ready
   * @param target its name from now on, in the same file system
   * @throws IOException if the file system refuses; both are then as they were
   */
  public static void into(Path complete, Path target) throws IOException {
    Files.move(
        complete, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(target.toAbsolutePath().getParent());
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
