package org.koopflow.parts.data;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.data.DataContext;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.tensor.ImageLayout;

/**
 * A source that draws independent points, some to learn from and some to judge by. The two come
 * from separate random streams, so that a different number of one leaves the other as it was.
 */
public interface GeneratedSource extends DataSourceProvider<GeneratedSource.Settings> {
  /**
   * Settings of a source that draws.
   *
   * @param samples training rows
   * @param testSamples rows held back
   */
  record Settings(int samples, int testSamples) {
    /**
     * Checks the ranges.
     *
     * @param samples training rows
     * @param testSamples rows held back
     */
    public Settings {
      InvalidSettingException.require(
          samples >= 2, "samples", "must be at least 2, got " + samples);
      InvalidSettingException.require(
          testSamples >= 2, "testSamples", "must be at least 2, got " + testSamples);
    }

    /** Draws both parts, from a stream each. */
    Dataset dataset(
        String name,
        int columns,
        Points.Draw draw,
        Optional<ImageLayout> image,
        DataContext context) {
      Points train =
          Points.draw(name, columns, draw, samples, context.random().stream("data/train"));
      Points test =
          Points.draw(name, columns, draw, testSamples, context.random().stream("data/test"));
      return new Dataset(name, train.rows(), test.rows(), train.labels(), test.labels(), image);
    }
  }

  @Override
  default Settings defaults() {
    return new Settings(50_000, 10_000);
  }

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
  default Dataset create(Settings settings, DataContext context) {
    return settings.dataset(name(), dimension(), this::draw, Optional.empty(), context);
  }
}
