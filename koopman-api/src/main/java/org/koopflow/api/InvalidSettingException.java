package org.koopflow.api;

/**
 * A setting's value is out of range. Thrown by the constructors of settings records; whoever reads
 * a specification tells from it which of its keys to point at.
 */
public final class InvalidSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** Name of the refused component. */
  private final String setting;

  /**
   * Refuses a setting.
   *
   * @param setting name of the record's component
   * @param refusal what is allowed and what was given, to be read after the name, such as {@code
   *     must be at least 1, got 0}
   */
  public InvalidSettingException(String setting, String refusal) {
    super(setting + " " + refusal);
    this.setting = setting;
  }

  /**
   * Refuses a setting unless a condition holds.
   *
   * @param condition what must hold
   * @param setting name of the record's component
   * @param refusal what is allowed and what was given, to be read after the name
   * @throws InvalidSettingException if it does not
   */
  public static void require(boolean condition, String setting, String refusal) {
    if (!condition) {
      throw new InvalidSettingException(setting, refusal);
    }
  }

  /**
   * Which setting.
   *
   * @return name of the record's component
   */
  public String setting() {
    return setting;
  }
}
