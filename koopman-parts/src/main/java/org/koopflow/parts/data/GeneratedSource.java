package org.koopflow.parts.data;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.data.DataSettings;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;

/**
 * A source that draws independent points, {@link DataSettings#samples} to learn from and {@link
 * DataSettings#testSamples} to judge by. The two come from separate random streams, so that a
 * different number of one leaves the other as it was.
 */
public interface GeneratedSource extends DataSourceProvider {
  /** What {@link #draw} returns if the points have no natural classes. */
  int UNLABELLED = -1;

  /**
   * Coordinates of one point.
   *
   * @return the dimension, 2 unless said otherwise
   */
  default int dimension() {
    return 2;
  }

  /**
   * Draws one point.
   *
   * @param random where the randomness comes from
   * @param point receives the coordinates, length {@link #dimension}
   * @return class of the point, at least 0; {@link #UNLABELLED} for all points or for none
   */
  int draw(RandomGenerator random, double[] point);

  @Override
  default Dataset load(DataSettings settings, RandomStreams random) {
    Points train = Points.draw(this, settings.samples(), random.stream("data/train"));
    Points test = Points.draw(this, settings.testSamples(), random.stream("data/test"));
    return new Dataset(
        name(), train.rows(), test.rows(), train.labels(), test.labels(), Optional.empty());
  }
}
