package org.koopflow.api.teacher;

import org.koopflow.api.Plugin;
import org.koopflow.api.network.Networks;

/**
 * Makes teachers of one kind. Where a teacher has a network or a training, its settings call them
 * {@code network} and {@code training}.
 *
 * @param <S> its settings
 */
public interface TeacherProvider<S extends Record> extends Plugin<S> {
  /**
   * Describes a teacher.
   *
   * @param settings its settings
   * @param dimension dimension d of the state
   * @param networks makes the networks the settings select
   * @return the teacher, not fitted yet
   */
  Teacher create(S settings, int dimension, Networks networks);
}
