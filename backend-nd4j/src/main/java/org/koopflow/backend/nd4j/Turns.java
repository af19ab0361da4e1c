package org.koopflow.backend.nd4j;

import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Shares out the one number of threads that ND4J has for the process. Calls with the same number
 * run at the same time; one with another number waits until none is running. Calls enter in the
 * order they come, so that nobody waits behind those who came later.
 */
final class Turns {
  private final IntConsumer change;

  /** The number of threads of the call this thread is in, if it is in one. */
  private final ThreadLocal<Integer> within = new ThreadLocal<>();

  private int threads;
  private int running;

  /** Turns given out, and the turn whose caller is the next to enter. */
  private long given;

  private long next;

  /**
   * Begins with nobody running.
   *
   * @param threads the number there is now
   * @param change is told another number while nobody is running
   */
  Turns(int threads, IntConsumer change) {
    this.threads = threads;
    this.change = change;
  }

  /**
   * Runs something with a number of threads.
   *
   * @param <T> what it gives
   * @param wanted threads one operation may use
   * @param body what to run
   * @return what the body returns
   * @throws IllegalStateException if this thread is within a call with another number: it would
   *     wait for itself
   */
  <T> T with(int wanted, Supplier<T> body) {
    Integer outer = within.get();
    if (outer != null) {
      if (outer != wanted) {
        throw new IllegalStateException(
            "a function on "
                + wanted
                + " threads cannot be evaluated while one on "
                + outer
                + " threads is built");
      }
      return body.get();
    }
    enter(wanted);
    within.set(wanted);
    try {
      return body.get();
    } finally {
      within.remove();
      leave();
    }
  }

  private synchronized void enter(int wanted) {
    boolean interrupted = false;
    long turn = given++;
    while (turn != next || running > 0 && threads != wanted) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    try {
      if (threads != wanted) {
        change.accept(wanted);
        threads = wanted;
      }
      running++;
    } finally {
      next++;
      notifyAll();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized void leave() {
    running--;
    notifyAll();
  }

  /** How many calls have come and have not entered. */
  synchronized long waiting() {
    return given - next;
  }
}
