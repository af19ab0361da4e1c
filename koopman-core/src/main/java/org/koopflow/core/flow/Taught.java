package org.koopflow.core.flow;

import java.util.OptionalInt;
import org.koopflow.api.Batch;
import org.koopflow.api.sampling.Trajectory;

/**
 * Trajectories of a teacher.
 *
 * @param starts where they begin, whole rows
 * @param trajectory states at the times they were asked for, or the nearest ones that are known
 * @param evaluations network evaluations one sample costs, the end alone; empty where nothing is
 *     solved
 */
public record Taught(Batch starts, Trajectory trajectory, OptionalInt evaluations) {}
