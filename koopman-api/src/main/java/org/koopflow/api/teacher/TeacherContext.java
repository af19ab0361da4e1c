package org.koopflow.api.teacher;

import org.koopflow.api.network.Networks;

/**
 * What a teacher is made for.
 *
 * @param dimension dimension d of the state
 * @param networks makes the networks the settings select
 */
public record TeacherContext(int dimension, Networks networks) {}
