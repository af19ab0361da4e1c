package org.koopflow.core;

import org.koopflow.api.KoopflowException;

/** What went wrong, in one line for a person to read. */
public final class Explanation {
  /** Longer messages are cut in the middle: they begin with where and end with what is allowed. */
  private static final int LONGEST = 1000;

  private static final int KEPT_AT_EACH_END = 450;

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
    if (failure instanceof StackOverflowError) {
      return "the stack is exhausted, since something is nested too deeply; Java's option -Xss"
          + " gives more";
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
   * @return its message, without line breaks and other control characters, and of bounded length
   */
  public static String oneLine(Throwable failure) {
    return cut(String.valueOf(failure.getMessage()).strip())
        .replaceAll("\\s*\\R\\s*", " ")
        .replaceAll("\\p{Cntrl}", "?");
  }

  /** What is quoted in a message may be of any length. */
  private static String cut(String message) {
    if (message.length() <= LONGEST) {
      return message;
    }
    int left = message.length() - 2 * KEPT_AT_EACH_END;
    return message.substring(0, KEPT_AT_EACH_END)
        + " ... ("
        + left
        + " characters are left out) ... "
        + message.substring(message.length() - KEPT_AT_EACH_END);
  }
}
