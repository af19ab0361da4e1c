package org.koopflow.core.flow;

import java.util.function.DoubleConsumer;
import org.koopflow.api.Progress;
import org.koopflow.api.RandomStreams;
import org.koopflow.core.spec.PoolSettings;

/**
 * How a pool of trajectories is to be filled, once somebody asks for it.
 *
 * @param settings size and renewal
 * @param random streams of its own
 * @param progress hears of the filling
 * @param seconds receives the time it took
 */
public record PoolPlan(
    PoolSettings settings, RandomStreams random, Progress progress, DoubleConsumer seconds) {}
