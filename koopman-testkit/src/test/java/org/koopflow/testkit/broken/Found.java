package org.koopflow.testkit.broken;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;

/** Mistakes that a test of a contract finds. */
final class Found {
  private Found() {}

  /** A test that a sound plug-in passes, and one with a mistake does not. */
  static <C> void assertFinds(Consumer<C> test, C sound, C broken) {
    test.accept(sound);
    assertThatThrownBy(() -> test.accept(broken)).isInstanceOf(AssertionError.class);
  }
}
