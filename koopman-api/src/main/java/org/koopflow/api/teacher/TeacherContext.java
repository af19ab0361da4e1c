package org.koopflow.api.teacher;

import org.koopflow.api.SpecificationException;
import org.koopflow.api.network.Networks;
import org.koopflow.api.space.Space;

/**
 * What a teacher is made for.
 *
 * @param space the rows that flow
 * @param networks makes the networks the settings select
 */
public record TeacherContext(Space space, Networks networks) {
  /**
   * The rows, for a teacher that knows no condition.
   *
   * @param teacher its name, for the message
   * @return the space
   * @throws SpecificationException if the rows have a condition
   */
  public Space unconditional(String teacher) {
    if (space.conditions() > 0) {
      throw new SpecificationException(
          "teacher '"
              + teacher
              + "' knows no condition, got one of "
              + space.conditions()
              + " coordinates; leave condition out, or take another teacher");
    }
    return space;
  }
}
