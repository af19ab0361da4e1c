package org.koopflow.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.koopflow.api.Progress;
import org.koopflow.api.study.Outcome;
import org.koopflow.api.study.Trial;
import org.koopflow.api.study.TrialListener;

/** Notes what an executor tells of its trials, and whether it ever tells two things at once. */
class HeardTrials implements TrialListener, Progress {
  private static final int DWELL_MILLISECONDS = 100;

  final List<String> begun = Collections.synchronizedList(new ArrayList<>());
  final List<Outcome> ended = Collections.synchronizedList(new ArrayList<>());
  final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
  final AtomicBoolean cancelled = new AtomicBoolean();

  private final Set<String> dwelt = ConcurrentHashMap.newKeySet();
  private final AtomicInteger talking = new AtomicInteger();
  private final CountDownLatch interrupted = new CountDownLatch(1);

  /** Notes everything at once. */
  HeardTrials() {
    this(false);
  }

  /**
   * Notes everything.
   *
   * @param dwelling whether to dwell on the first thing of each sort for as long as it takes a
   *     second one to be told meanwhile, if it ever is
   */
  HeardTrials(boolean dwelling) {
    if (!dwelling) {
      dwelt.addAll(Set.of("begun", "ended", "update"));
    }
  }

  /** Whether two things were told at once. */
  boolean toldTwoAtOnce() {
    return interrupted.getCount() == 0;
  }

  private void alone(String sort, Runnable note) {
    if (talking.incrementAndGet() > 1) {
      interrupted.countDown();
    }
    try {
      note.run();
      if (dwelt.add(sort)) {
        interrupted.await(DWELL_MILLISECONDS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      talking.decrementAndGet();
    }
  }

  @Override
  public void begun(Trial trial) {
    alone("begun", () -> begun.add(trial.name()));
  }

  @Override
  public void ended(Outcome outcome) {
    alone("ended", () -> ended.add(outcome));
  }

  @Override
  public void begin(String stage, long total) {
    alone("update", () -> {});
  }

  @Override
  public void update(long done, Map<String, Double> values) {
    alone("update", () -> {});
  }

  @Override
  public void end() {
    alone("update", () -> {});
  }

  @Override
  public void warn(String warning) {
    alone("update", () -> warnings.add(warning));
  }

  @Override
  public boolean cancelled() {
    return cancelled.get();
  }
}
