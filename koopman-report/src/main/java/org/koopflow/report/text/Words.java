package org.koopflow.report.text;

import java.util.Locale;

/** Names of figures as a person reads them. */
public final class Words {
  private Words() {}

  /**
   * The words of a name.
   *
   * @param camelCase a name such as {@code relativeResidual}
   * @return its words in lower case; a name of one word as it is
   */
  public static String of(String camelCase) {
    return camelCase.matches(".*[a-z][A-Z].*")
        ? camelCase.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT)
        : camelCase;
  }
}
