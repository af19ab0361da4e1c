package com.example.stranger;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Progress;
import org.koopflow.api.study.ExecutorContext;
import org.koopflow.api.study.ExecutorProvider;
import org.koopflow.api.study.Outcome;
import org.koopflow.api.study.Trial;
import org.koopflow.api.study.TrialExecutor;
import org.koopflow.api.study.TrialListener;
import org.koopflow.api.study.TrialRunner;

/**
 * Several trials at a time, each on a thread. What there is to tell comes to the caller's thread
 * through a queue, and is told from there.
 */
public final class CrewExecutorProvider implements ExecutorProvider<CrewExecutorProvider.Settings> {
  /**
   * How many.
   *
   * @param workers trials at a time, at least 1
   */
  public record Settings(int workers) {
    /**
     * Checks the range.
     *
     * @param workers trials at a time
     */
    public Settings {
      InvalidSettingException.require(
          workers >= 1, "workers", "must be at least 1, got " + workers);
    }
  }

  /** Creates the provider. */
  public CrewExecutorProvider() {}

  @Override
  public String name() {
    return "crew";
  }

  @Override
  public String summary() {
    return "several trials at a time, each on a thread of its own";
  }

  @Override
  public Settings defaults() {
    return new Settings(2);
  }

  @Override
  public TrialExecutor create(Settings settings, ExecutorContext context) {
    return new Crew(settings.workers, context.local());
  }

  private static final class Crew implements TrialExecutor {
    private final int workers;
    private final TrialRunner runner;
    private final ExecutorService threads;

    Crew(int workers, TrialRunner runner) {
      this.workers = workers;
      this.runner = runner;
      this.threads = Executors.newFixedThreadPool(workers);
    }

    @Override
    public void execute(List<Trial> trials, TrialListener listener, Progress progress) {
      Shift shift = new Shift(runner, trials.iterator(), listener, progress);
      for (int i = 0; i < workers; i++) {
        threads.execute(shift::work);
      }
      shift.tell(workers);
    }

    @Override
    public void close() {
      threads.shutdown();
    }
  }

  /** What the workers of one call share: the trials that are left, and what is to be told. */
  private static final class Shift {
    private final TrialRunner runner;
    private final Iterator<Trial> left;
    private final TrialListener listener;
    private final Progress progress;
    private final BlockingQueue<Runnable> news = new LinkedBlockingQueue<>();
    private volatile boolean stopped;

    /** The caller's own, as is the count of the workers that have gone. */
    private Throwable trouble;

    private int gone;

    Shift(TrialRunner runner, Iterator<Trial> left, TrialListener listener, Progress progress) {
      this.runner = runner;
      this.left = left;
      this.listener = listener;
      this.progress = progress;
    }

    private boolean stopped() {
      return stopped || progress.cancelled();
    }

    private synchronized Trial next() {
      return !stopped() && left.hasNext() ? left.next() : null;
    }

    /** What a worker does: trials until there is none left. */
    void work() {
      Progress aside = new Aside(this::stopped, warning -> say(() -> progress.warn(warning)));
      try {
        for (Trial trial = next(); trial != null; trial = next()) {
          Trial begun = trial;
          say(() -> listener.begun(begun));
          Outcome outcome = runner.run(begun, aside);
          say(() -> listener.ended(outcome));
        }
      } catch (RuntimeException | Error broken) {
        stopped = true;
        say(() -> rethrow(broken));
      } finally {
        news.add(() -> gone++);
      }
    }

    /** Has something told by the caller's thread, unless there was trouble before. */
    private void say(Runnable what) {
      news.add(
          () -> {
            if (trouble == null) {
              what.run();
            }
          });
    }

    /** Tells all news until every worker has gone; then the first trouble is thrown, if any. */
    void tell(int workers) {
      while (gone < workers) {
        try {
          news.take().run();
        } catch (RuntimeException | Error | InterruptedException thrown) {
          stopped = true;
          trouble = thrown;
        }
      }
      if (trouble instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      } else if (trouble != null) {
        rethrow(trouble);
      }
    }

    private static void rethrow(Throwable trouble) {
      if (trouble instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) trouble;
    }
  }

  /** Progress of one trial among several: its steps are its own affair, its warnings are not. */
  private record Aside(BooleanSupplier stop, Consumer<String> warnings) implements Progress {
    @Override
    public void warn(String warning) {
      warnings.accept(warning);
    }

    @Override
    public boolean cancelled() {
      return stop.getAsBoolean();
    }
  }
}
