package org.koopflow.api.teacher;

import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.data.TransformProvider;

/**
 * What a teacher's recording is read for.
 *
 * @param transform the transform of the data, which is not applied to the recording when it is read
 * @param random streams for what is drawn, such as which trajectories to hold back
 */
public record RecordingContext(Selection<TransformProvider<?>> transform, RandomStreams random) {}
