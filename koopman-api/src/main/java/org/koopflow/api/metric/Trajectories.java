package org.koopflow.api.metric;

import java.util.OptionalInt;
import org.koopflow.api.Batch;
import org.koopflow.api.sampling.Trajectory;

/**
 * Trajectories of the teacher and of the student from the same starts, in the coordinates of the
 * flow. Those of the trajectories are what flows, without the condition, which is in the starts.
 *
 * @param starts where all begin, whole rows
 * @param taught the teacher's, at the times asked for or the nearest it is known at, the end last
 * @param learned the student's, at the same times
 * @param oneStep the student's one step from the start to the end, and what it costs
 * @param evaluations network evaluations a sample of the teacher costs; empty where nothing is
 *     solved
 */
public record Trajectories(
    Batch starts,
    Trajectory taught,
    Trajectory learned,
    Trajectory oneStep,
    OptionalInt evaluations) {}
