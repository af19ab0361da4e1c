package org.koopflow.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.koopflow.api.Progress;

/**
 * Shows the progress of a run: a bar with figures and remaining time on a terminal, otherwise a
 * line now and then.
 */
final class ConsoleProgress implements Progress {
  private static final long LINE_EVERY = Duration.ofSeconds(15).toNanos();

  private final PrintStream out;
  private final int columns;
  private final LongSupplier clock;
  private final BooleanSupplier cancelled;

  private String stage = "";
  private long total;
  private long begun;
  private long lastLine;
  private ProgressBar bar;
  private Line line;

  /**
   * Makes one.
   *
   * @param out where to write
   * @param columns width of the terminal; 0 if it is none
   * @param clock nanoseconds, as of {@link System#nanoTime()}
   * @param cancelled whether to ask the work to stop
   */
  ConsoleProgress(PrintStream out, int columns, LongSupplier clock, BooleanSupplier cancelled) {
    this.out = out;
    this.columns = columns;
    this.clock = clock;
    this.cancelled = cancelled;
  }

  @Override
  public void begin(String newStage, long newTotal) {
    end();
    stage = newStage;
    total = newTotal;
    begun = clock.getAsLong();
    lastLine = begun;
    if (columns > 0) {
      line = new Line();
      bar =
          new ProgressBarBuilder()
              .setTaskName(String.format("%-12s", newStage))
              .setInitialMax(newTotal > 0 ? newTotal : -1)
              .setStyle(unicode() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .setConsumer(line)
              .build();
    } else {
      out.println(stage + ": begins" + (total > 1 ? ", " + total + " steps" : ""));
    }
  }

  @Override
  public void update(long done, Map<String, Double> values) {
    if (bar != null) {
      bar.stepTo(done);
      if (!values.isEmpty()) {
        bar.setExtraMessage(" " + figures(values, columns / 3));
      }
      return;
    }
    long now = clock.getAsLong();
    if (columns == 0 && done != total && now - lastLine >= LINE_EVERY) {
      lastLine = now;
      StringBuilder line = new StringBuilder(stage).append(": ").append(done);
      if (total > 0) {
        line.append(" of ").append(total);
        if (done > 0 && done < total) {
          long remaining = (long) ((double) (now - begun) / done * (total - done));
          line.append(", ").append(duration(remaining)).append(" left");
        }
      }
      out.println(line.append(values.isEmpty() ? "" : ", ").append(figures(values, 100)));
    }
  }

  @Override
  public void end() {
    if (bar != null) {
      bar.close();
      // A bar that is closed before it was ever drawn is drawn then, and its line left open.
      line.close();
      bar = null;
    } else if (!stage.isEmpty() && columns == 0) {
      out.println(stage + ": " + duration(clock.getAsLong() - begun));
    }
    stage = "";
  }

  @Override
  public void warn(String warning) {
    if (bar != null) {
      out.println();
    }
    out.println("koopflow: warning: " + warning);
  }

  @Override
  public boolean cancelled() {
    return cancelled.getAsBoolean();
  }

  private boolean unicode() {
    return java.nio.charset.Charset.defaultCharset().newEncoder().canEncode('\u2588');
  }

  /** As many figures as there is room for; the first in any case. */
  private static String figures(Map<String, Double> values, int room) {
    StringBuilder text = new StringBuilder();
    values.forEach((name, value) -> append(text, name, value, room));
    return text.toString();
  }

  private static void append(StringBuilder text, String name, double value, int room) {
    String figure = name + " " + String.format(Locale.ROOT, "%.3g", value);
    if (text.length() + figure.length() + 1 <= room || text.length() == 0) {
      text.append(text.length() == 0 ? "" : " ").append(figure);
    }
  }

  private static String duration(long nanos) {
    long seconds = Math.round(nanos / 1e9);
    return seconds < 60
        ? String.format(Locale.ROOT, "%.1f s", nanos / 1e9)
        : String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
  }

  /**
   * Rewrites one line. The library's own consumer would open the terminal through native code,
   * which recent versions of Java warn of.
   */
  private final class Line implements ProgressBarConsumer {
    private boolean closed;

    @Override
    public int getMaxRenderedLength() {
      return columns - 1;
    }

    @Override
    public void accept(String text) {
      out.print("\r" + text);
      out.flush();
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        out.println();
      }
    }
  }
}
