package org.koopflow.api.data;

import java.util.Optional;
import org.koopflow.api.RandomStreams;

/**
 * What data are loaded with.
 *
 * @param random streams for what is drawn
 * @param taught the data the teacher brings, ends of its trajectories, if it brings any
 */
public record DataContext(RandomStreams random, Optional<Dataset> taught) {
  /**
   * Without a teacher that brings data.
   *
   * @param random streams for what is drawn
   */
  public DataContext(RandomStreams random) {
    this(random, Optional.empty());
  }
}
