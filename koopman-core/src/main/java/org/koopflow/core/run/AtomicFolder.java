package org.koopflow.core.run;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.koopflow.api.KoopflowException;
import org.koopflow.numerics.file.AtomicMove;
import org.koopflow.numerics.file.FileErrors;
import org.koopflow.numerics.file.Writability;

/**
 * Folders that are there whole or not at all: filled under a temporary name beside the wanted one,
 * then renamed. What stood there before is removed only after the new folder is in place.
 */
public final class AtomicFolder {
  private AtomicFolder() {}

  /**
   * Writes a folder.
   *
   * @param target where it is to stand; missing parents are created
   * @param replaceable tells whether an existing, non-empty folder may be replaced
   * @param fill writes the content into the folder it is given
   * @throws KoopflowException if something else stands at the target or the file system refuses;
   *     what {@code fill} throws is passed on; in each case nothing new is left behind and what
   *     stood at the target is still there
   */
  public static void write(Path target, Predicate<Path> replaceable, Consumer<Path> fill) {
    requireReplaceable(target, replaceable);
    Path absolute = target.toAbsolutePath().normalize();
    Path temporary = AtomicMove.beside(absolute);
    try {
      AtomicMove.makeFolders(absolute.getParent());
      Files.createDirectory(temporary);
      try {
        fill.accept(temporary);
        requireReplaceable(target, replaceable);
        moveIntoPlace(temporary, absolute);
      } finally {
        deleteTree(temporary);
      }
    } catch (IOException e) {
      throw FileErrors.writing(target, e);
    }
  }

  /**
   * Checks that {@link #write} could succeed, before long work starts whose result it is to hold.
   *
   * @param target where the folder is to stand
   * @param replaceable tells whether an existing, non-empty folder may be replaced
   * @throws KoopflowException if something else stands there or nothing can be created there
   */
  public static void requireWritable(Path target, Predicate<Path> replaceable) {
    requireReplaceable(target, replaceable);
    Writability.requireBelow(target);
  }

  private static void requireReplaceable(Path target, Predicate<Path> replaceable) {
    if (!Files.exists(target)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new KoopflowException(
          "cannot write the folder '" + target + "': a file of that name is there");
    }
    try (Stream<Path> entries = Files.list(target)) {
      if (entries.findAny().isPresent() && !replaceable.test(target)) {
        throw new KoopflowException(
            "will not replace the folder '"
                + target
                + "': it was not written by a run; name another folder or remove it");
      }
    } catch (IOException e) {
      throw FileErrors.reading(target, e);
    }
  }

  private static void moveIntoPlace(Path complete, Path target) throws IOException {
    if (!Files.exists(target)) {
      AtomicMove.into(complete, target);
      return;
    }
    Path old = AtomicMove.beside(target);
    AtomicMove.into(target, old);
    try {
      AtomicMove.into(complete, target);
    } catch (IOException e) {
      AtomicMove.into(old, target);
      throw e;
    }
    deleteTree(old);
  }

  /** Deletes what is there; symbolic links are removed, never followed. */
  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
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
