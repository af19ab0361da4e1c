package org.koopflow.core;

import org.koopflow.api.KoopflowException;

/** What went wrong, in one line for a person to read. */
public final class Explanation {
  private Explanation() {}

  /**
   * Explains a failure. One that its user can understand speaks for itself; any other is told with
   * its kind.
   *
   * @param failure what was thrown
   * @return one line
   */
  public static String of(Throwable failure) {
    if (failure instanceof KoopflowException) {
      return oneLine(failure);
    }
    if (failure instanceof OutOfMemoryError) {
      return "memory is exhausted (" + oneLine(failure) + ")";
    }
    if (failure instanceof LinkageError) {
      return "a library cannot be loaded: " + oneLine(failure);
    }
    return "internal error: " + failure.getClass().getSimpleName() + ": " + oneLine(failure);
  }

  /**
   * The message of a failure as one line.
   *
   * @param failure what was thrown
   * @return its message, without line breaks
   */
  public static String oneLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
