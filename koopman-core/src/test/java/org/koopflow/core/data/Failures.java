package org.koopflow.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.SpecificationException;

/** What every failure must look like: one line, saying what was wrong. */
final class Failures {
  private Failures() {}

  static void assertFails(ThrowingCallable call, CharSequence... parts) {
    assertOneLine(catchThrowable(call), parts);
  }

  static void assertRefuses(ThrowingCallable call, CharSequence... parts) {
    Throwable failure = catchThrowable(call);
    assertThat(failure).isInstanceOf(SpecificationException.class);
    assertOneLine(failure, parts);
  }

  static void assertOneLine(Throwable failure, CharSequence... parts) {
    assertThat(failure).isInstanceOf(KoopflowException.class);
    assertThat(failure.getMessage()).doesNotContain("\n").doesNotContain("\r").contains(parts);
  }
}
