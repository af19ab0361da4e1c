package org.koopflow.api.metric;

import org.koopflow.api.RandomStreams;
import org.koopflow.api.data.Dataset;

/**
 * What a metric is made for.
 *
 * @param data all the data, as they come from the source
 * @param real held-out rows to compare samples with, a part of them
 * @param tools what it may work with
 * @param random streams of its own
 */
public record MetricContext(
    Dataset data, SampleSet real, MetricTools tools, RandomStreams random) {}
