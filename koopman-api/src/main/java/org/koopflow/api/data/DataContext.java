package org.koopflow.api.data;

import org.koopflow.api.RandomStreams;

/**
 * What data are loaded with.
 *
 * @param random streams for what is drawn
 */
public record DataContext(RandomStreams random) {}
