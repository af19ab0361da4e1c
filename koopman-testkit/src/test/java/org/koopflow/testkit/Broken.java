package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.koopflow.api.NoSettings;

/** What every broken provider here says of itself. */
abstract class Broken {
  public String name() {
    return "broken";
  }

  public String summary() {
    return "has a mistake";
  }

  public NoSettings defaults() {
    return new NoSettings();
  }

  /** A test that finds the mistake. */
  static void assertFails(ThrowingCallable test) {
    assertThatThrownBy(test).isInstanceOf(AssertionError.class);
  }
}
