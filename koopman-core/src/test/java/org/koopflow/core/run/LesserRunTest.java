package org.koopflow.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.api.KoopflowException;
import org.koopflow.core.Koopflow;
import org.koopflow.core.testing.UntrainedRun;
import org.koopflow.numerics.file.AtomicFile;

/** What of a run stands where when it is made again. */
class LesserRunTest {
  private static final RunFolder FOLDERS = new RunFolder(Koopflow.create().plugins());
  private static final Map<String, Object> DIVERGED = Map.of("diverged", "at step 3");

  @TempDir Path parent;

  private Path write(double figure, boolean completed, Map<String, Object> provenance) {
    return FOLDERS.write(
        parent.resolve("run"), UntrainedRun.of(figure, completed, provenance), Map.of());
  }

  private static void assertHolds(Path run, double figure) {
    assertThat(run.resolve("metrics.json")).content().contains(": " + figure);
  }

  @Test
  void aRunThatDidNotComeToItsEndIsPutBesideOneThatDid() {
    assertThat(write(1, true, Map.of())).isEqualTo(parent.resolve("run"));
    assertThat(write(2, false, Map.of())).isEqualTo(parent.resolve("run.unfinished"));
    assertThat(write(3, false, Map.of())).isEqualTo(parent.resolve("run.unfinished-2"));
    assertThat(write(4, false, DIVERGED)).isEqualTo(parent.resolve("run.diverged"));

    assertHolds(parent.resolve("run"), 1);
    assertHolds(parent.resolve("run.unfinished"), 2);
    assertHolds(parent.resolve("run.unfinished-2"), 3);
    assertHolds(parent.resolve("run.diverged"), 4);

    assertThat(write(5, true, Map.of())).isEqualTo(parent.resolve("run"));
    assertHolds(parent.resolve("run"), 5);
    assertThat(parent.toFile().list()).hasSize(4);
  }

  @Test
  void oneThatDidNotComeToItsEndIsReplaced() {
    write(1, false, Map.of());
    assertThat(write(2, false, DIVERGED)).isEqualTo(parent.resolve("run"));
    assertHolds(parent.resolve("run"), 2);
    assertThat(write(3, true, Map.of())).isEqualTo(parent.resolve("run"));
    assertHolds(parent.resolve("run"), 3);
    assertThat(parent.toFile().list()).containsExactly("run");
  }

  @Test
  void oneThatDoesNotTellIsTakenForWhole() throws IOException {
    write(1, false, Map.of());
    Files.writeString(parent.resolve("run/provenance.json"), "{");
    assertThat(write(2, false, Map.of())).isEqualTo(parent.resolve("run.unfinished"));
    assertHolds(parent.resolve("run"), 1);
  }

  @Test
  void aRunThatIsBeingWrittenIsLeftToWhoeverWritesIt() {
    write(1, true, Map.of());
    try (Claim claim = RunFolder.claim(parent.resolve("run"))) {
      assertThatThrownBy(() -> write(2, true, Map.of()))
          .isInstanceOf(KoopflowException.class)
          .hasMessageContaining("is being written by another run of this process");
      FOLDERS.write(claim, UntrainedRun.of(3), Map.of());
    }
    assertHolds(parent.resolve("run"), 3);
  }

  @Test
  void filesOfARunKnowIt() throws IOException {
    write(1, true, Map.of());
    Path run = parent.resolve("run").toRealPath();
    Path link = Files.createSymbolicLink(parent.resolve("link"), run);
    for (String own : new String[] {"metrics.json", "samples.npy", "weights/x", "pictures/a/b"}) {
      assertThat(RunPaths.ownerOf(run.resolve(own))).contains(run);
      assertThat(RunPaths.ownerOf(link.resolve(own))).contains(run);
    }
    AtomicFile.write(run.resolve("spectral/samples.npy"), "mine");
    for (String other : new String[] {"mine.npy", "spectral/samples.npy", "../samples.npy"}) {
      assertThat(RunPaths.ownerOf(run.resolve(other))).isEmpty();
    }
  }
}
