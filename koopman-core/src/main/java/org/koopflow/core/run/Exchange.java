package org.koopflow.core.run;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.koopflow.api.KoopflowException;
import org.koopflow.numerics.file.AtomicMove;

/**
 * One folder takes the place of another. No system that Java runs on renames a folder over one that
 * holds something, so there are two renamings, one right after the other; whoever finds the work
 * begun and its process gone can tell by the names alone what is to be done:
 *
 * <ol>
 *   <li>{@code .NAME.koopflow-new} is filled. Found, it is half a folder, and is removed.
 *   <li>It is renamed to {@code .NAME.koopflow-ready} when it is whole and on the disk. From here
 *       on it is decided that it takes the place: found, it does so.
 *   <li>What stands under the name is renamed to {@code .NAME.koopflow-former}. Found beside a
 *       folder under the name, it was replaced; with none there and none ready, it goes back.
 *   <li>The folder that is ready is renamed to the name.
 *   <li>The former one is renamed to {@code .NAME.koopflow-gone} and removed. Found, what is left
 *       of it is removed.
 * </ol>
 *
 * <p>Who calls this holds the {@link Claim} on the name.
 */
final class Exchange {
  private final Path target;
  private final Path making;
  private final Path ready;
  private final Path former;
  private final Path gone;

  /**
   * Touches nothing yet.
   *
   * @param target the name, without links
   */
  Exchange(Path target) {
    this.target = target;
    this.making = beside("new");
    this.ready = beside("ready");
    this.former = beside("former");
    this.gone = beside("gone");
  }

  private Path beside(String state) {
    return target.resolveSibling("." + target.getFileName() + ".koopflow-" + state);
  }

  /** Whether one was begun and not ended, so that the name may be vacant. */
  boolean begun() {
    return exists(ready) || exists(former);
  }

  /**
   * Ends what a process that is gone has begun, and removes what it left.
   *
   * @param replaceable tells whether what stands under the name is such a folder
   */
  void recover(Predicate<Path> replaceable) throws IOException {
    delete(making);
    delete(gone);
    if (exists(ready)) {
      finish(replaceable);
    } else if (exists(former)) {
      if (vacant()) {
        removeEmpty();
        AtomicMove.into(former, target);
      } else if (replaceable.test(target)) {
        retire();
      }
    }
  }

  /** An empty folder to be filled. */
  Path begin() throws IOException {
    Files.createDirectory(making);
    return making;
  }

  /** Puts the folder, now filled, in its place. If that is refused, all is as it was. */
  void commit(Predicate<Path> replaceable) throws IOException {
    AtomicMove.into(making, ready);
    try {
      finish(replaceable);
    } catch (IOException | RuntimeException e) {
      if (exists(ready)) {
        if (!exists(target) && exists(former)) {
          AtomicMove.into(former, target);
        }
        AtomicMove.into(ready, making);
      }
      throw e;
    }
  }

  /** Removes a folder that was not filled to its end. */
  void abandon() throws IOException {
    delete(making);
  }

  private void finish(Predicate<Path> replaceable) throws IOException {
    if (vacant()) {
      removeEmpty();
    } else if (exists(former) || !replaceable.test(target)) {
      throw new KoopflowException(
          "'"
              + target
              + "' was put there by others while it was being replaced; move it away, or remove '"
              + ready
              + "', which was to take its place"
              + (exists(former) ? ", and '" + former + "', which stood there before" : ""));
    } else {
      // Not synced in between, to leave the name vacant for no longer than a renaming takes.
      AtomicMove.rename(target, former);
    }
    AtomicMove.into(ready, target);
    if (exists(former)) {
      retire();
    }
  }

  private void retire() {
    try {
      AtomicMove.into(former, gone);
      delete(gone);
    } catch (IOException leftThere) {
      // The new folder stands in its place. The next one to claim the name tries again.
    }
  }

  private boolean vacant() throws IOException {
    if (!exists(target)) {
      return true;
    }
    if (!Files.isDirectory(target)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(target)) {
      return entries.findAny().isEmpty();
    }
  }

  private void removeEmpty() throws IOException {
    Files.deleteIfExists(target);
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** Deletes what is there; symbolic links are removed, never followed. */
  private static void delete(Path root) throws IOException {
    if (!exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
