package org.koopflow.cli.spectral;

import org.koopflow.api.SpecificationException;
import org.koopflow.core.model.Domain;

/** What {@code --class} says: the number of a class, or none. */
public final class ClassWord {
  private ClassWord() {}

  /**
   * Reads it.
   *
   * @param word the number of a class, or {@code none}
   * @return the class, {@link Domain#NO_LABEL} for none
   * @throws SpecificationException if it is neither
   */
  public static int read(String word) {
    if (word.equals("none")) {
      return Domain.NO_LABEL;
    }
    try {
      return Integer.parseUnsignedInt(word);
    } catch (NumberFormatException e) {
      throw new SpecificationException(
          "--class must be the number of a class, or none, got " + word, e);
    }
  }
}
