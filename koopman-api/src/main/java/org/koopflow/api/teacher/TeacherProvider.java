package org.koopflow.api.teacher;

import java.util.Optional;
import org.koopflow.api.Plugin;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.data.DataSettings;
import org.koopflow.api.network.Networks;

/**
 * Makes teachers of one kind. Where a teacher has a network or a training, its settings call them
 * {@code network} and {@code training}.
 *
 * @param <S> its settings
 */
public interface TeacherProvider<S extends Record> extends Plugin<S> {
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
   * @param dimension dimension d of the state
   * @param networks makes the networks the settings select
   * @return the teacher, not fitted yet
   */
  Teacher create(S settings, int dimension, Networks networks);
}
