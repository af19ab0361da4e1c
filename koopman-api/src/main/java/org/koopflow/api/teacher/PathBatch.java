package org.koopflow.api.teacher;

import org.koopflow.api.Batch;

/**
 * Points drawn from the teacher's probability path.
 *
 * @param t times, uniform on [0, 1] unless the teacher says otherwise, rows x 1
 * @param x points {@code x_t} of the marginal path, whole rows
 * @param target the conditional velocity u the teacher regresses on, of whole rows
 */
public record PathBatch(Batch t, Batch x, Batch target) {}
