package org.koopflow.api.teacher;

import java.util.Optional;
import org.koopflow.api.Provider;

/**
 * Makes teachers of one kind. Where a teacher has a network or a training, its settings call them
 * {@code network} and {@code training}.
 *
 * @param <S> its settings
 */
public interface TeacherProvider<S extends Record> extends Provider<S, TeacherContext, Teacher> {
  /**
   * The trajectories a teacher brings instead of being fitted to data. Their ends take the place of
   * the data.
   *
   * @param settings its settings
   * @param context what it is read for
   * @return the trajectories in the coordinates of the data; empty for a teacher that is fitted
   * @throws org.koopflow.api.SpecificationException if the settings do not fit one another
   * @throws org.koopflow.api.KoopflowException if a file is missing, damaged or holds something
   *     else
   */
  default Optional<Recording> recording(S settings, RecordingContext context) {
    return Optional.empty();
  }

  /**
   * Describes a teacher. Reads no file, since a trained model is described in the same way where
   * the files it was made from may be gone.
   *
   * @param settings its settings
   * @param context what it is made for
   * @return the teacher, not fitted yet
   */
  @Override
  Teacher create(S settings, TeacherContext context);
}
