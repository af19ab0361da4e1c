package org.koopflow.core.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.koopflow.api.KoopflowException;
import org.koopflow.numerics.file.FileErrors;
import org.koopflow.numerics.file.Writability;

/**
 * Folders that are there whole or not at all, however the process that writes one ends: filled
 * beside the wanted name under another one, then renamed. What stood there before is removed only
 * after the new folder is in place. What a process that is gone has begun is ended, and what it
 * left removed, by the next one that claims the name or looks for the folder.
 *
 * <p>The files within are written by {@link org.koopflow.numerics.file.AtomicFile}, which has them
 * on the disk before they have their names.
 */
public final class AtomicFolder {
  /** How long a reader waits for a living process between its two renamings. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final int PAUSE_MILLIS = 10;

  private AtomicFolder() {}

  /**
   * Claims the name and writes a folder.
   *
   * @param target where it is to stand; missing parents are created
   * @param replaceable tells whether an existing, non-empty folder may be replaced
   * @param fill writes the content into the folder it is given
   * @throws KoopflowException if something else stands at the target, another one writes it or the
   *     file system refuses; what {@code fill} throws is passed on; in each case nothing new is
   *     left behind and what stood at the target is still there
   */
  public static void write(Path target, Predicate<Path> replaceable, Consumer<Path> fill) {
    try (Claim claim = claim(target, replaceable)) {
      write(claim, replaceable, fill);
    }
  }

  /**
   * Claims a name for {@link #write(Claim, Predicate, Consumer)}, and ends what a process that is
   * gone has begun there.
   *
   * @param target where a folder is to stand; missing parents are created
   * @param replaceable tells whether an existing, non-empty folder may be replaced
   * @return the claim
   * @throws KoopflowException if something else stands there, another one writes it, saying who, or
   *     the file system refuses
   */
  public static Claim claim(Path target, Predicate<Path> replaceable) {
    requireReplaceable(target, replaceable);
    Claim claim = Claim.of(target);
    boolean settled = false;
    try {
      new Exchange(claim.real()).recover(replaceable);
      requireReplaceable(target, replaceable);
      settled = true;
      return claim;
    } catch (IOException e) {
      throw FileErrors.writing(target, e);
    } finally {
      if (!settled) {
        claim.close();
      }
    }
  }

  /**
   * Writes a folder under a name that is claimed.
   *
   * @param claim the claim
   * @param replaceable tells whether an existing, non-empty folder may be replaced
   * @param fill writes the content into the folder it is given
   * @throws KoopflowException as {@link #write(Path, Predicate, Consumer)}
   */
  public static void write(Claim claim, Predicate<Path> replaceable, Consumer<Path> fill) {
    requireReplaceable(claim.path(), replaceable);
    Exchange exchange = new Exchange(claim.real());
    try {
      exchange.recover(replaceable);
      try {
        fill.accept(exchange.begin());
        requireReplaceable(claim.path(), replaceable);
        exchange.commit(replaceable);
      } finally {
        exchange.abandon();
      }
    } catch (IOException e) {
      throw FileErrors.writing(claim.path(), e);
    }
  }

  /**
   * Sees to it that a folder that was being replaced is there to be read: waits for a process that
   * is at it, and does what one that is gone did not come to. Where that cannot be, all stays as it
   * is.
   *
   * @param target the folder
   * @param present tells whether it is there
   */
  static void settle(Path target, Predicate<Path> present) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      Exchange exchange = new Exchange(Claim.real(target));
      while (!present.test(target) && exchange.begun() && System.nanoTime() < end) {
        try (Claim claim = Claim.of(target)) {
          new Exchange(claim.real()).recover(present);
          return;
        } catch (KoopflowException takenOrRefused) {
          Thread.sleep(PAUSE_MILLIS);
        }
      }
    } catch (IOException notToBeWritten) {
      // Who reads says what is missing.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
}
