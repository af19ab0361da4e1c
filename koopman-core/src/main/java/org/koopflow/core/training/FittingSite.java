package org.koopflow.core.training;

import java.util.function.BiConsumer;
import org.koopflow.api.Progress;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.training.Trainer;

/**
 * Where a student is fitted.
 *
 * @param backend evaluates and differentiates
 * @param trainer runs the steps
 * @param progress hears of the filling of a pool and of a fit in closed form
 * @param seconds receives the time taken by a stage
 */
public record FittingSite(
    Backend backend, Trainer trainer, Progress progress, BiConsumer<String, Double> seconds) {}
