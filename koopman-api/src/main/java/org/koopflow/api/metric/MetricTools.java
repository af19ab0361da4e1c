package org.koopflow.api.metric;

import org.koopflow.api.backend.Backend;
import org.koopflow.api.network.Networks;
import org.koopflow.api.training.Trainer;

/**
 * What a metric may work with.
 *
 * @param backend evaluates, and differentiates where {@link MetricNeed#GRADIENTS} are needed
 * @param trainer runs the steps of what is trained for measuring alone, and heeds a wish to stop
 * @param networks makes networks by name
 * @param metrics makes other metrics by name
 */
public record MetricTools(Backend backend, Trainer trainer, Networks networks, Metrics metrics) {}
