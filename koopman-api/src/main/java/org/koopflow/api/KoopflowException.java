package org.koopflow.api;

/**
 * Something that stopped the work and that its user can understand: the message is one line and
 * says what was wrong, what was given and what is allowed.
 */
public class KoopflowException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Creates the exception.
   *
   * @param message one line for a person to read
   */
  public KoopflowException(String message) {
    super(message);
  }

  /**
   * Creates the exception with its cause.
   *
   * @param message one line for a person to read
   * @param cause what lies behind it
   */
  public KoopflowException(String message, Throwable cause) {
    super(message, cause);
  }
}
