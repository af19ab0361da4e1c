package org.koopflow.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
