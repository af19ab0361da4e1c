package org.koopflow.api;

/** The request itself is wrong: an unknown name or key, a value of a wrong type or out of range. */
public final class SpecificationException extends KoopflowException {
  private static final long serialVersionUID = 1;

  /**
   * Creates the exception.
   *
   * @param message one line for a person to read
   */
  public SpecificationException(String message) {
    super(message);
  }

  /**
   * Creates the exception with its cause.
   *
   * @param message one line for a person to read
   * @param cause what lies behind it
   */
  public SpecificationException(String message, Throwable cause) {
    super(message, cause);
  }
}
