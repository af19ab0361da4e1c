package org.koopflow.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Threads are ordered by latches and by how many wait, never by time. */
class TurnsTest {
  /** Threads that wait must not come from the common pool, which may have one for everybody. */
  private static final Executor OWN_THREAD = task -> new Thread(task).start();

  private final List<Integer> changes = new CopyOnWriteArrayList<>();
  private final Turns turns = new Turns(1, changes::add);
  private final CountDownLatch leave = new CountDownLatch(1);

  private <T> CompletableFuture<T> call(int threads, Supplier<T> body) {
    return CompletableFuture.supplyAsync(() -> turns.with(threads, body), OWN_THREAD);
  }

  /** Returns when so many wait, or when the one who should be among them does not. */
  private void untilWaiting(int callers, CompletableFuture<?> last) {
    while (turns.waiting() < callers && !last.isDone()) {
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void differentNumbersOfThreadsTakeTurns() throws Exception {
    CountDownLatch entered = new CountDownLatch(2);
    AtomicInteger inside = new AtomicInteger();
    Supplier<Integer> body =
        () -> {
          inside.incrementAndGet();
          entered.countDown();
          await(leave);
          return inside.decrementAndGet();
        };
    List<CompletableFuture<Integer>> equal = List.of(call(1, body), call(1, body));
    assertThat(entered.await(30, TimeUnit.SECONDS)).as("equal numbers run at once").isTrue();
    assertThat(changes).isEmpty();
    CompletableFuture<Integer> other = call(2, inside::get);
    untilWaiting(1, other);
    assertThat(other).as("another number waits").isNotDone();
    assertThat(changes).isEmpty();
    leave.countDown();
    assertThat(other.get(30, TimeUnit.SECONDS)).as("of the first, inside").isZero();
    for (CompletableFuture<Integer> each : equal) {
      each.get(30, TimeUnit.SECONDS);
    }
    assertThat(changes).containsExactly(2);
  }

  /** Those who run on and on with one number do not keep another number out. */
  @Test
  void whoWaitsIsNotOvertaken() throws Exception {
    List<String> order = new CopyOnWriteArrayList<>();
    CountDownLatch entered = new CountDownLatch(1);
    CompletableFuture<Boolean> first =
        call(
            1,
            () -> {
              entered.countDown();
              await(leave);
              return order.add("first");
            });
    await(entered);
    CompletableFuture<Boolean> other = call(2, () -> order.add("other"));
    untilWaiting(1, other);
    CompletableFuture<Boolean> later = call(1, () -> order.add("later"));
    untilWaiting(2, later);
    assertThat(later).as("behind the one who waits").isNotDone();
    leave.countDown();
    for (CompletableFuture<Boolean> each : List.of(first, other, later)) {
      assertThat(each.get(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(order).containsExactly("first", "other", "later");
    assertThat(changes).containsExactly(2, 1);
  }

  @Test
  void aNumberThatCannotBeSetDoesNotHoldTheOthersUp() {
    Turns refusing =
        new Turns(
            1,
            wanted -> {
              throw new ArithmeticException("no " + wanted);
            });
    assertThatThrownBy(() -> refusing.with(2, () -> 7)).hasMessage("no 2");
    assertThat(refusing.with(1, () -> 7)).isEqualTo(7);
    assertThatThrownBy(() -> refusing.with(2, () -> 7)).as("not taken for set").hasMessage("no 2");
    assertThat(refusing.waiting()).isZero();
  }

  @Test
  void whoIsInterruptedWaitsAllTheSame() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CompletableFuture<Boolean> first =
        call(
            1,
            () -> {
              entered.countDown();
              await(leave);
              return true;
            });
    await(entered);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread waiting =
        new Thread(
            () ->
                interrupted.complete(turns.with(2, () -> Thread.currentThread().isInterrupted())));
    waiting.start();
    untilWaiting(1, interrupted);
    waiting.interrupt();
    assertThat(interrupted).isNotDone();
    leave.countDown();
    assertThat(interrupted.get(30, TimeUnit.SECONDS)).as("and is told").isTrue();
    assertThat(first.get(30, TimeUnit.SECONDS)).isTrue();
  }
}
