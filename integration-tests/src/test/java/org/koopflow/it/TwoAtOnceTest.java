package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;

/** Two experiments in one JVM, at once and in turn, give what each gives alone. */
class TwoAtOnceTest {
  private static final Koopflow KOOPFLOW = Koopflow.create();

  private static RunResult run(String backend, int seed, int threads) {
    return KOOPFLOW.run(
        Small.experiment(KOOPFLOW, "backend=" + backend, "seed=" + seed, "threads=" + threads));
  }

  @ParameterizedTest
  @CsvSource({
    "djl, 1, djl, 1",
    "nd4j, 1, nd4j, 1",
    "djl, 1, nd4j, 1",
    "djl, 1, djl, 2",
    "nd4j, 1, nd4j, 2"
  })
  void experimentsDoNotDisturbEachOther(String left, int threads, String right, int others)
      throws ExecutionException, InterruptedException {
    RunResult a = run(left, 3, threads);
    RunResult b = run(right, 4, others);
    CompletableFuture<RunResult> other =
        CompletableFuture.supplyAsync(
            () -> run(right, 4, others), task -> new Thread(task).start());
    RunResult aAgain = run(left, 3, threads);
    RunResult bAgain = other.get();
    assertThat(aAgain.model().student()).isEqualTo(a.model().student()).isPresent();
    assertThat(bAgain.model().student()).isEqualTo(b.model().student()).isPresent();
    assertThat(aAgain.losses()).isEqualTo(a.losses());
    assertThat(bAgain.losses()).isEqualTo(b.losses());
  }
}
