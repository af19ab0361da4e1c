package org.koopflow.teacher.cfm;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Makes batches on a thread of its own, one ahead of the one in use: while a step is taken on one,
 * the plan of the next is computed, and costs no time where a processor is free and it is the
 * faster of the two. That thread alone draws, in order, so that the batches are the same as without
 * it. The one made last is not used.
 *
 * @param <B> what is made
 */
final class BatchesAhead<B> implements AutoCloseable {
  private final Supplier<B> source;
  private final ExecutorService thread;
  private Future<B> coming;

  /**
   * Prepares; nothing is made before the first is asked for.
   *
   * @param source makes the next one; called on the other thread alone
   */
  BatchesAhead(Supplier<B> source) {
    this.source = source;
    this.thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread made = new Thread(work, "koopflow-batches");
              made.setDaemon(true);
              return made;
            });
  }

  /**
   * The next one, and begins the one after it.
   *
   * @return what the source made, in its order
   * @throws RuntimeException whatever the source threw, as if it had been called here
   */
  B next() {
    B made = await(coming == null ? thread.submit(source::get) : coming);
    coming = thread.submit(source::get);
    return made;
  }

  /** Work that heeds no interruption is waited for; the caller's interruption is kept for later. */
  private static <T> T await(Future<T> work) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return work.get();
        } catch (InterruptedException later) {
          interrupted = true;
        } catch (ExecutionException failed) {
          if (failed.getCause() instanceof RuntimeException cause) {
            throw cause;
          }
          if (failed.getCause() instanceof Error cause) {
            throw cause;
          }
          throw new IllegalStateException(failed.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends the thread, after the batch it is at. */
  @Override
  public void close() {
    thread.shutdown();
    boolean interrupted = false;
    while (!thread.isTerminated()) {
      try {
        thread.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
