package org.koopflow.api.study;

/**
 * One run of a study. It is all that has to travel to where it is made.
 *
 * @param name unique within the study, fit for the name of a folder: letters, digits, and hyphens,
 *     dots and underscores between them
 * @param specification the resolved specification, as text
 */
public record Trial(String name, String specification) {
  /**
   * Checks the name, which becomes a folder.
   *
   * @param name unique within the study
   * @param specification the resolved specification
   */
  public Trial {
    if (!name.matches("[A-Za-z0-9]+([._-]+[A-Za-z0-9]+)*")) {
      throw new IllegalArgumentException("a trial cannot have the name '" + name + "'");
    }
  }
}
