package org.koopflow.teacher.cfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BatchesAheadTest {
  @Test
  void givesWhatTheSourceMakesInItsOrder() {
    AtomicInteger made = new AtomicInteger();
    List<Integer> taken = new ArrayList<>();
    try (BatchesAhead<Integer> ahead = new BatchesAhead<>(made::incrementAndGet)) {
      for (int k = 0; k < 5; k++) {
        taken.add(ahead.next());
      }
    }
    assertThat(taken).containsExactly(1, 2, 3, 4, 5);
    assertThat(made).as("one ahead, no more").hasValue(6);
  }

  @Test
  void theNextIsMadeWhileTheLastIsInUse() throws InterruptedException {
    CountDownLatch second = new CountDownLatch(2);
    try (BatchesAhead<Thread> ahead =
        new BatchesAhead<>(
            () -> {
              second.countDown();
              return Thread.currentThread();
            })) {
      assertThat(ahead.next()).isNotSameAs(Thread.currentThread());
      assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void whatGoesWrongComesOutWhereItIsAskedFor() {
    IllegalArgumentException wrong = new IllegalArgumentException("no such plan");
    OutOfMemoryError full = new OutOfMemoryError("no room for a plan");
    for (Throwable thrown : new Throwable[] {wrong, full}) {
      AtomicInteger made = new AtomicInteger();
      try (BatchesAhead<Integer> ahead =
          new BatchesAhead<>(
              () -> {
                if (made.incrementAndGet() == 2) {
                  BatchesAheadTest.<RuntimeException>raise(thrown);
                }
                return made.get();
              })) {
        assertThat(ahead.next()).isOne();
        assertThatThrownBy(ahead::next).isSameAs(thrown);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void raise(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void theThreadEndsWithTheTraining() throws InterruptedException {
    AtomicReference<Thread> thread = new AtomicReference<>();
    BatchesAhead<Integer> ahead =
        new BatchesAhead<>(
            () -> {
              thread.set(Thread.currentThread());
              return 0;
            });
    ahead.next();
    assertThat(thread.get().isDaemon()).isTrue();
    ahead.close();
    thread.get().join(5_000);
    assertThat(thread.get().isAlive()).isFalse();
  }

  @Test
  void anInterruptionIsKeptForTheCaller() {
    try (BatchesAhead<Integer> ahead = new BatchesAhead<>(() -> 7)) {
      Thread.currentThread().interrupt();
      assertThat(ahead.next()).isEqualTo(7);
      assertThat(Thread.interrupted()).isTrue();
      Thread.currentThread().interrupt();
    }
    assertThat(Thread.interrupted()).isTrue();
  }
}
