package org.koopflow.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.core.Koopflow;
import org.koopflow.core.testing.MortalFiles;
import org.koopflow.core.testing.UntrainedRun;
import org.koopflow.numerics.file.AtomicFile;

/**
 * A process that replaces a run is killed at every operation on files that there is, and at every
 * operation of the one that begins after it: the old or the new run, whole, stands under its name
 * once the next one has begun, and nothing beside it.
 */
class KilledWriterTest {
  private static final RunFolder FOLDERS = new RunFolder(Koopflow.create().plugins());

  @TempDir Path parent;

  private static void write(Path target, double figure) {
    byte[] page = ("<p>" + figure).getBytes(StandardCharsets.UTF_8);
    FOLDERS.write(
        target, UntrainedRun.of(figure), Map.of("report.html", page, "pictures/a.png", page));
  }

  private static Map<String, String> content(Path folder) {
    Map<String, String> content = new TreeMap<>();
    if (!Files.exists(folder)) {
      return content;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        content.put(
            folder.relativize(file).toString(),
            Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return content;
  }

  private static void removeAll(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!each.equals(folder)) {
          Files.delete(each);
        }
      }
    }
  }

  /** Tells whether the process came to its end. */
  private static boolean lives(MortalFiles process, Path target, Consumer<Path> work) {
    try {
      work.accept(process.see(target));
      assertThat(process.killed()).isFalse();
      return true;
    } catch (MortalFiles.Killed killed) {
      return false;
    }
  }

  private Path begin(boolean withFormer) throws IOException {
    removeAll(parent);
    Path target = parent.resolve("run");
    if (withFormer) {
      write(MortalFiles.immortal().see(target), 1);
    }
    return target;
  }

  private Map<String, String> written(double figure) throws IOException {
    removeAll(parent);
    write(MortalFiles.immortal().see(parent.resolve("run")), figure);
    return content(parent.resolve("run"));
  }

  /** What every command that writes runs does first. */
  private static void startAgain(Path target) {
    RunFolder.claim(MortalFiles.immortal().see(target)).close();
  }

  @Test
  void theOldOrTheNewRunStandsUnderItsNameWhateverOperationWasTheLast() throws IOException {
    Map<String, String> old = written(1);
    Map<String, String> fresh = written(2);
    assertThat(fresh.keySet()).isEqualTo(old.keySet()).hasSizeGreaterThan(10);
    List<String> ends = new ArrayList<>();
    boolean alive = false;
    for (int k = 0; !alive; k++) {
      Path target = begin(true);
      MortalFiles process = MortalFiles.killedAt(k);
      alive = lives(process, target, path -> write(path, 2));
      String at = "killed at operation " + k + ", " + process.operations().get(k - (alive ? 1 : 0));

      startAgain(target);

      Map<String, String> found = content(target);
      assertThat(found).as(at).isIn(old, fresh);
      assertThat(parent.toFile().list()).as(at).containsExactly("run");
      ends.add(found.equals(old) ? "old" : "new");
    }
    // Old up to one operation, new from there on.
    assertThat(ends).hasSizeGreaterThan(60).startsWith("old").endsWith("new");
    assertThat(ends.lastIndexOf("old")).isLessThan(ends.indexOf("new"));
  }

  @Test
  void aReaderThatComesFirstFindsOneOfThem() throws IOException {
    Map<String, String> old = written(1);
    Map<String, String> fresh = written(2);
    Set<String> vacant = new HashSet<>();
    boolean alive = false;
    for (int k = 0; !alive; k++) {
      Path target = begin(true);
      MortalFiles process = MortalFiles.killedAt(k);
      alive = lives(process, target, path -> write(path, 2));
      if (!Files.exists(target)) {
        vacant.add(process.operations().get(k));
      }

      assertThat(FOLDERS.experiment(target).backend().type()).isEqualTo("vanished");

      assertThat(content(target)).isIn(old, fresh);
    }
    assertThat(vacant).as("the one moment with nothing under the name").hasSize(1);
  }

  @Test
  void whereNothingStoodTheNewRunStandsWholeOrNotAtAll() throws IOException {
    Map<String, String> fresh = written(2);
    boolean alive = false;
    for (int k = 0; !alive; k++) {
      Path target = begin(false).resolve("deep/run");
      alive = lives(MortalFiles.killedAt(k), target, path -> write(path, 2));

      startAgain(target);

      assertThat(content(target)).isIn(Map.of(), fresh);
      if (Files.exists(target)) {
        assertThat(target.getParent().toFile().list()).containsExactly("run");
      }
    }
    assertThat(content(parent.resolve("run/deep/run"))).isEqualTo(fresh);
  }

  @Test
  void theNextOneMayBeKilledToo() throws IOException {
    Map<String, String> old = written(1);
    Map<String, String> fresh = written(2);
    MortalFiles whole = MortalFiles.immortal();
    Path first = begin(true);
    write(whole.see(first), 2);
    int killings = 0;
    boolean alive = false;
    // What is written before leaves more of the same.
    for (int k = whole.operations().indexOf("rename .run.koopflow-new") - 2; !alive; k++) {
      boolean nextAlive = false;
      for (int j = 0; !nextAlive; j++) {
        Path target = begin(true);
        alive = lives(MortalFiles.killedAt(k), target, path -> write(path, 2));
        nextAlive = lives(MortalFiles.killedAt(j), target, path -> RunFolder.claim(path).close());
        killings++;

        startAgain(target);

        assertThat(content(target)).as(k + ", then " + j).isIn(old, fresh);
        assertThat(parent.toFile().list()).as(k + ", then " + j).containsExactly("run");
      }
    }
    assertThat(killings).isGreaterThan(200);
  }

  @Test
  void everyFileIsOnTheDiskBeforeItIsRenamedAndTheFolderAfter() throws IOException {
    Path target = begin(true);
    MortalFiles process = MortalFiles.immortal();
    write(process.see(target), 2);
    List<String> done = process.operations();
    List<String> renamed = done.stream().filter(each -> each.matches("rename .*\\.tmp")).toList();
    assertThat(renamed).hasSizeGreaterThan(10);
    for (String rename : renamed) {
      String file = rename.substring("rename ".length());
      int at = done.indexOf(rename);
      assertThat(done.lastIndexOf("force " + file))
          .isBetween(done.lastIndexOf("write " + file), at);
      assertThat(done.get(at + 1)).as("the folder it stands in").startsWith("force ");
    }
    assertThat(done.get(done.indexOf("rename .run.koopflow-ready") + 1)).startsWith("force ");
  }

  @Test
  void whatOthersPutThereMeanwhileIsNotTouched() throws IOException {
    Path target = begin(true);
    MortalFiles process = MortalFiles.immortal();
    write(process.see(target), 2);
    int between = process.operations().indexOf("rename .run.koopflow-ready");
    target = begin(true);
    lives(MortalFiles.killedAt(between), target, path -> write(path, 2));
    AtomicFile.write(target.resolve("aunt.png"), "dear");

    Path foreign = target;
    assertThatThrownBy(() -> RunFolder.claim(foreign)).hasMessageContaining("will not replace");

    assertThat(target.resolve("aunt.png")).hasContent("dear");
    Files.delete(target.resolve("aunt.png"));
    startAgain(target);
    assertThat(content(target).get("metrics.json")).contains("2");
  }
}
