package org.koopflow.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.api.KoopflowException;
import org.koopflow.numerics.file.AtomicFile;

class AtomicFolderTest {
  private static final Predicate<Path> MARKED = folder -> Files.exists(folder.resolve("marker"));

  @TempDir Path parent;

  private static void put(Path folder, String name, String text) {
    AtomicFile.write(folder.resolve(name), text);
  }

  @Test
  void appearsWholeAndLeavesNothingElse() throws IOException {
    Path target = parent.resolve("deep/run");

    AtomicFolder.write(
        target,
        MARKED,
        folder -> {
          put(folder, "pictures/a.txt", "a");
          assertThat(target).doesNotExist();
        });

    assertThat(target.resolve("pictures/a.txt")).hasContent("a");
    assertThat(parent.resolve("deep").toFile().list()).containsExactly("run");
  }

  @Test
  void aFailureLeavesTheOldFolderAlone() {
    Path target = parent.resolve("run");
    put(target, "marker", "old");

    assertThatThrownBy(
            () ->
                AtomicFolder.write(
                    target,
                    MARKED,
                    folder -> {
                      put(folder, "marker", "new");
                      throw new KoopflowException("no more");
                    }))
        .hasMessage("no more");

    assertThat(target.resolve("marker")).hasContent("old");
    assertThat(parent.toFile().list()).containsExactly("run");
  }

  @Test
  void anOldRunIsReplaced() {
    Path target = parent.resolve("run");
    put(target, "marker", "old");
    put(target, "left/over.txt", "old");

    AtomicFolder.write(
        target,
        MARKED,
        folder -> {
          put(folder, "marker", "new");
          assertThat(target.resolve("marker")).hasContent("old");
        });

    assertThat(target.resolve("marker")).hasContent("new");
    assertThat(target.resolve("left")).doesNotExist();
    assertThat(parent.toFile().list()).containsExactly("run");
  }

  @Test
  void anEmptyFolderIsReplaced() throws IOException {
    Path target = Files.createDirectory(parent.resolve("run"));
    AtomicFolder.write(target, MARKED, folder -> put(folder, "marker", "new"));
    assertThat(target.resolve("marker")).hasContent("new");
  }

  @Test
  void aForeignFolderIsKept() {
    Path target = parent.resolve("photographs");
    put(target, "aunt.png", "dear");
    for (Runnable attempt :
        new Runnable[] {
          () -> AtomicFolder.requireWritable(target, MARKED),
          () -> AtomicFolder.write(target, MARKED, folder -> put(folder, "marker", "new"))
        }) {
      assertThatThrownBy(attempt::run)
          .isInstanceOf(KoopflowException.class)
          .hasMessageContaining("will not replace")
          .hasMessageContaining("photographs");
    }
    assertThat(target.resolve("aunt.png")).hasContent("dear");
    assertThat(parent.toFile().list()).containsExactly("photographs");
  }

  @Test
  void aFileInThePlaceIsKept() {
    put(parent, "run", "text");
    assertThatThrownBy(() -> AtomicFolder.requireWritable(parent.resolve("run"), MARKED))
        .hasMessageContaining("a file of that name is there");
  }

  @Test
  void aPlaceBelowAFileIsRefusedBeforehand() {
    put(parent, "file", "text");
    Path below = parent.resolve("file/a/run");
    assertThatThrownBy(() -> AtomicFolder.requireWritable(below, MARKED))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining("cannot write")
        .hasMessageContaining("not a folder");
    assertThatThrownBy(() -> AtomicFolder.write(below, MARKED, folder -> {}))
        .isInstanceOf(KoopflowException.class);
  }

  @Test
  void theCheckLeavesNoTrace() {
    AtomicFolder.requireWritable(parent.resolve("a/b/run"), MARKED);
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void aReadOnlyParentIsRefusedBeforehand() throws IOException {
    assumeThat(System.getProperty("user.name"))
        .as("permissions do not bind root")
        .isNotEqualTo("root");
    Path locked = Files.createDirectory(parent.resolve("locked"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    assertThatThrownBy(() -> AtomicFolder.requireWritable(locked.resolve("run"), MARKED))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining("permission denied");
  }

  @Test
  void aKernelFileSystemIsRefusedBeforehand() {
    Path proc = Path.of("/proc/self");
    assumeThat(proc).as("this system has a /proc").exists();
    assertThatThrownBy(() -> AtomicFolder.requireWritable(proc.resolve("run"), MARKED))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining("cannot write '/proc/self/run'");
  }

  @Test
  void linksInAReplacedFolderAreNotFollowed() throws IOException {
    put(parent, "elsewhere/keep.txt", "kept");
    Path target = parent.resolve("run");
    put(target, "marker", "old");
    Files.createSymbolicLink(target.resolve("link"), parent.resolve("elsewhere"));

    AtomicFolder.write(target, MARKED, folder -> put(folder, "marker", "new"));

    assertThat(parent.resolve("elsewhere/keep.txt")).hasContent("kept");
  }
}
