package org.koopflow.api;

/**
 * A setting's value is out of range, or several settings do not fit each other. Thrown by the
 * constructors of settings records, and by {@link Provider#create} where a setting does not fit
 * what the part is made for; whoever reads a specification tells from it which of its keys to point
 * at.
 */
public final class InvalidSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** Name of the refused component; empty where several together are refused. */
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

  private InvalidSettingException(String refusal) {
    super(refusal);
    this.setting = "";
  }

  /**
   * Refuses several settings that do not fit each other.
   *
   * @param refusal names them, and says what is allowed and what was given
   * @return the refusal, to be thrown
   */
  public static InvalidSettingException together(String refusal) {
    return new InvalidSettingException(refusal);
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
   * @return name of the record's component; empty where several together are refused
   */
  public String setting() {
    return setting;
  }
}
