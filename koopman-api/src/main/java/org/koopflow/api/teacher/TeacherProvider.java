package org.koopflow.api.teacher;

import java.util.Optional;
import org.koopflow.api.Provider;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.data.DataSettings;

/**
 * Makes teachers of one kind. Where a teacher has a network or a training, its settings call them
 * {@code network} and {@code training}.
 *
 * @param <S> its settings
 */
public interface TeacherProvider<S extends Record> extends Provider<S, TeacherContext, Teacher> {
  /** {@link DataSettings#source} where the data are those the teacher brings. */
  String OWN_DATA = "teacher";

  /**
   * The trajectories a teacher brings instead of being fitted to data. Their ends take the place of
   * the data, whose {@link DataSettings#source} then is {@link #OWN_DATA}.
   *
   * @param settings its settings
   * @param data the data section of the specification, whose transform is not applied here
   * @param random streams for what is drawn, such as which trajectories to hold back
   * @return the trajectories in the coordinates of the data; empty for a teacher that is fitted
   * @throws org.koopflow.api.SpecificationException if the settings do not fit one another
   * @throws org.koopflow.api.KoopflowException if a file is missing, damaged or holds something
   *     else
   */
  default Optional<Recording> recording(S settings, DataSettings data, RandomStreams random) {
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
