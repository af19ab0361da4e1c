package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.SpecificationException;

/** What every failure must look like: one line, saying what was wrong. */
public final class Failures {
  private Failures() {}

  /**
   * Asserts that a call fails as it should.
   *
   * @param call the call
   * @param parts what the message must say
   */
  public static void assertFails(ThrowingCallable call, CharSequence... parts) {
    assertOneLine(catchThrowable(call), parts);
  }

  /**
   * Asserts that a call refuses what is asked for.
   *
   * @param call the call
   * @param parts what the message must say
   */
  public static void assertRefuses(ThrowingCallable call, CharSequence... parts) {
    Throwable failure = catchThrowable(call);
    assertThat(failure).isInstanceOf(SpecificationException.class);
    assertOneLine(failure, parts);
  }

  /**
   * Asserts that a failure is one line.
   *
   * @param failure what was thrown
   * @param parts what the message must say
   */
  public static void assertOneLine(Throwable failure, CharSequence... parts) {
    assertThat(failure).isInstanceOf(KoopflowException.class);
    assertThat(failure.getMessage()).doesNotContain("\n").doesNotContain("\r").contains(parts);
  }
}
