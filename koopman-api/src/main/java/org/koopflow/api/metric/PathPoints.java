package org.koopflow.api.metric;

import java.util.Optional;
import org.koopflow.api.Batch;

/**
 * Points of the teacher's path, in the coordinates of the flow.
 *
 * @param t times, rows x 1
 * @param x whole rows, state and condition
 * @param velocity the teacher's velocity there, of whole rows; empty without {@link
 *     MetricNeed#PATH_VELOCITIES}
 */
public record PathPoints(Batch t, Batch x, Optional<Batch> velocity) {}
