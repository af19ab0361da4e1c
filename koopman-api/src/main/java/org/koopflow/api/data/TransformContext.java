package org.koopflow.api.data;

import org.koopflow.api.Batch;

/**
 * What a transform is computed from.
 *
 * @param train training rows, as they come from the source
 */
public record TransformContext(Batch train) {}
