package org.koopflow.api.teacher;

import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.training.Trainer;

/**
 * What a teacher is given to fit itself.
 *
 * @param data training rows in the coordinates of the flow
 * @param backend evaluates and differentiates
 * @param trainer runs the steps, reports progress and heeds a wish to stop
 * @param random streams of its own
 */
public record TeacherFitting(Batch data, Backend backend, Trainer trainer, RandomStreams random) {}
