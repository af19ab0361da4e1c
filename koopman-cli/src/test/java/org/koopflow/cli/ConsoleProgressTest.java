package org.koopflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong clock = new AtomicLong();
  private final AtomicBoolean cancelled = new AtomicBoolean();

  private ConsoleProgress progress(int columns) {
    return new ConsoleProgress(out, columns, clock::get, cancelled::get);
  }

  private void seconds(double seconds) {
    clock.addAndGet((long) (seconds * 1e9));
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void withoutATerminalLinesAreSparse() {
    ConsoleProgress progress = progress(0);
    Map<String, Double> losses = new LinkedHashMap<>();
    losses.put("loss", 0.123456);
    losses.put("path", Double.NaN);
    progress.begin("student", 1000);
    for (int step = 100; step <= 1000; step += 100) {
      seconds(10);
      progress.update(step, losses);
    }
    progress.end();

    assertThat(text())
        .isEqualToNormalizingNewlines(
            """
            student: begins, 1000 steps
            student: 200 of 1000, 1 min 20 s left, loss 0.123 path NaN
            student: 400 of 1000, 1 min 00 s left, loss 0.123 path NaN
            student: 600 of 1000, 40.0 s left, loss 0.123 path NaN
            student: 800 of 1000, 20.0 s left, loss 0.123 path NaN
            student: 1 min 40 s
            """);
  }

  @Test
  void warningsStandOnLinesOfTheirOwn() {
    progress(0).warn("labels are not looked at");
    assertThat(text())
        .isEqualToNormalizingNewlines("koopflow: warning: labels are not looked at\n");
    ConsoleProgress drawn = progress(100);
    drawn.begin("teacher", 2);
    drawn.warn("nor here");
    drawn.end();
    assertThat(text().split("[\r\n]+")).contains("koopflow: warning: nor here");
  }

  @Test
  void aStageOfUnknownLengthHasNoRemainingTime() {
    ConsoleProgress progress = progress(0);
    progress.begin("data", 0);
    seconds(20);
    progress.update(7, Map.of());
    progress.begin("next", 1);
    assertThat(text())
        .isEqualToNormalizingNewlines("data: begins\ndata: 7\ndata: 20.0 s\nnext: begins\n");
  }

  @Test
  void onATerminalThereIsOneBarPerStageWithinTheWidth() {
    ConsoleProgress progress = progress(100);
    progress.begin("teacher", 200);
    progress.update(50, Map.of("loss", 1.5));
    progress.update(200, Map.of("loss", 0.25));
    progress.end();
    progress.end();

    String[] frames = text().split("[\r\n]+");
    assertThat(frames).allSatisfy(frame -> assertThat(frame.length()).isLessThan(100));
    assertThat(frames[frames.length - 1]).startsWith("teacher").contains("100%", "loss 0.250");
    assertThat(text()).endsWith(System.lineSeparator());
  }

  @Test
  void updatesOutsideAStageAreHarmless() {
    ConsoleProgress progress = progress(80);
    progress.update(3, Map.of());
    progress.end();
    assertThat(text()).isEmpty();
  }

  @Test
  void passesTheWishToStopOn() {
    ConsoleProgress progress = progress(0);
    assertThat(progress.cancelled()).isFalse();
    cancelled.set(true);
    assertThat(progress.cancelled()).isTrue();
  }

  @Test
  void widthComesFromTheLauncher() {
    assertThat(Terminal.columns(null)).isZero();
    assertThat(Terminal.columns("132")).isEqualTo(132);
    assertThat(Terminal.columns("")).isEqualTo(80);
    assertThat(Terminal.columns("0")).isEqualTo(80);
  }
}
