package org.koopflow.core.plugin;

import java.util.List;
import java.util.Map;

/** Settings that cannot be bound, and where they stand. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Where: keys from the top. */
  private final String path;

  /** Whether the key itself is wrong. */
  private final boolean atKey;

  SettingsException(String path, String message, boolean atKey) {
    super(message);
    this.path = path;
    this.atKey = atKey;
  }

  /**
   * Where.
   *
   * @return keys from the top, joined by dots; empty for the top itself
   */
  public String path() {
    return path;
  }

  /**
   * Whether the key itself is wrong rather than its value.
   *
   * @return true for an unknown key
   */
  public boolean atKey() {
    return atKey;
  }

  /** A value of a wrong type. */
  static SettingsException wrong(String path, String wanted, Object value) {
    String given =
        value == null
            ? "nothing"
            : value instanceof Map || value instanceof Layers.Mixed mixed && !mixed.aloneIsLater()
                ? "a section"
                : value instanceof List
                    ? "a list"
                    : "'" + (value instanceof Layers.Mixed mixed ? mixed.alone() : value) + "'";
    return new SettingsException(
        path, "'" + path + "' must be " + wanted + ", got " + given, false);
  }
}
