package org.koopflow.api.metric;

import org.koopflow.api.Batch;

/**
 * How the student's observables move at points: as the teacher's flow carries them and as the
 * generator says. Where the two are the same the flow is linear in them.
 *
 * @param lie Lie derivative of the observables along the teacher's velocity, rows x m
 * @param linear the rows of {@code L Phi} that belong to them, rows x m
 */
public record Linearity(Batch lie, Batch linear) {}
