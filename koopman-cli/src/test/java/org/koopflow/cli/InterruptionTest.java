package org.koopflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InterruptionTest {
  private final Semaphore announced = new Semaphore(0);
  private final Semaphore killed = new Semaphore(0);

  private static void raise(String name) throws ReflectiveOperationException {
    Class<?> signals = Class.forName("sun.misc.Signal");
    Object signal = signals.getConstructor(String.class).newInstance(name);
    signals.getMethod("raise", signals).invoke(null, signal);
  }

  @Test
  void theFirstSignalAsksAndTheSecondKills() throws Exception {
    assumeThat(System.getProperty("os.name")).as("signals of Unix").doesNotContain("Windows");
    try (Interruption outer = Interruption.listen(announced::release, killed::release)) {
      assertThat(outer.hears("TERM")).isTrue();
      assumeThat(outer.hears("INT")).as("whoever started this process lets it be stopped").isTrue();
      try (Interruption inner = Interruption.listen(announced::release, killed::release)) {
        assertThat(inner.requested()).isFalse();

        raise("INT");
        assertThat(announced.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        assertThat(inner.requested()).isTrue();

        raise("TERM");
        assertThat(killed.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        assertThat(outer.requested()).isFalse();
      }
      raise("INT");
      assertThat(announced.tryAcquire(30, TimeUnit.SECONDS))
          .as("the former listener is back")
          .isTrue();
      assertThat(outer.requested()).isTrue();
    }
  }
}
