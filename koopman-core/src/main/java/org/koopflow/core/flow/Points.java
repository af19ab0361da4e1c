package org.koopflow.core.flow;

import java.util.Optional;
import org.koopflow.api.Batch;

/**
 * Points of a teacher's marginal path.
 *
 * @param t times, rows x 1
 * @param x states, whole rows
 * @param velocity the teacher's velocity there, of whole rows too; empty if it is not known
 */
public record Points(Batch t, Batch x, Optional<Batch> velocity) {}
