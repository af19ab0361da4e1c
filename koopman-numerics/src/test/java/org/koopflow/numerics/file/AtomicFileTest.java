package org.koopflow.numerics.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.api.KoopflowException;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void replacesAndLeavesNoTemporary() throws IOException {
    Path file = folder.resolve("a/b.txt");
    AtomicFile.write(file, "one");
    AtomicFile.write(file, "zwölf");

    assertThat(Files.readString(file)).isEqualTo("zwölf");
    assertThat(file.getParent().toFile().list()).containsExactly("b.txt");
  }

  @Test
  void whatAKilledProcessLeftGoesAndWhatALivingOneMakesStays() throws IOException {
    long living = ProcessHandle.current().pid();
    String dead = ".out.npy.999999999-0123abcd.tmp";
    List<String> kept =
        List.of(
            ".out.npy." + living + "-0123abcd.tmp",
            ".out.npy.mine.tmp",
            ".other.npy.999999999-0123abcd.tmp");
    Files.writeString(folder.resolve(dead), "half");
    for (String name : kept) {
      Files.writeString(folder.resolve(name), "other");
    }

    AtomicFile.write(folder.resolve("out.npy"), "x");

    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("out.npy", kept.get(0), kept.get(1), kept.get(2));
  }

  @Test
  void aDeviceIsNotAFile() {
    Path device = Path.of("/dev/null");
    assumeThat(device).exists();
    assertThatThrownBy(() -> AtomicFile.requireWritable(device))
        .hasMessageContaining("it is a device");
  }

  @Test
  void permissionsAreThoseOfAnOrdinaryFile() throws IOException {
    Path plain = Files.writeString(folder.resolve("plain.txt"), "x");
    Path file = folder.resolve("atomic.txt");
    AtomicFile.write(file, "x");
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(plain));
  }

  @Test
  void aPlaceBelowAFileIsRefused() {
    AtomicFile.write(folder.resolve("file"), "x");
    Path below = folder.resolve("file/out.npy");
    assertThatThrownBy(() -> AtomicFile.write(below, "x"))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining("cannot write '" + below + "'");
    assertThatThrownBy(() -> AtomicFile.requireWritable(below))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining("not a folder");
  }

  @Test
  void aFolderIsNotAFile() {
    assertThatThrownBy(() -> AtomicFile.requireWritable(folder))
        .hasMessageContaining("it is a folder");
  }

  @Test
  void whatFailsHalfwayLeavesTheOldFileAndNoOther() throws IOException {
    Path file = Files.writeString(folder.resolve("kept.txt"), "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    temporary -> {
                      Files.writeString(temporary, "half");
                      throw new IOException("no space left");
                    }))
        .isInstanceOf(KoopflowException.class)
        .hasMessage("cannot write '" + file + "': no space left");
    assertThat(Files.readString(file)).isEqualTo("old");
    assertThat(folder.toFile().list()).containsExactly("kept.txt");
  }

  /** Such a folder cannot be opened to be written to the disk, and is written into all the same. */
  @Test
  void aFolderThatMayNotBeReadTakesFiles() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("-wx------"));
    AtomicFile.write(closed.resolve("in/deep.txt"), "x");
    AtomicFile.write(closed.resolve("file.txt"), "y");
    assertThat(Files.readString(closed.resolve("in/deep.txt"))).isEqualTo("x");
    assertThat(Files.readString(closed.resolve("file.txt"))).isEqualTo("y");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void everyRefusalIsOneLineThatNamesTheFile() {
    Path file = Path.of("some.txt");
    assertThat(FileErrors.reading(file, new NoSuchFileException("x")))
        .hasMessage("there is no file 'some.txt'");
    assertThat(FileErrors.reading(file, new AccessDeniedException("x")))
        .hasMessage("cannot read 'some.txt': permission denied");
    assertThat(FileErrors.writing(file, new NoSuchFileException("x")))
        .hasMessage("cannot write 'some.txt': there is no such folder");
    assertThat(FileErrors.writing(file, new FileSystemException("x", null, "disk\nfull")))
        .hasMessage("cannot write 'some.txt': disk");
    assertThat(FileErrors.writing(file, new IOException())).hasMessageEndingWith("IOException");
  }
}
