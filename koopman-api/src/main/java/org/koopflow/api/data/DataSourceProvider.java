package org.koopflow.api.data;

import org.koopflow.api.Plugin;
import org.koopflow.api.RandomStreams;

/** Loads or generates data of one kind. */
public interface DataSourceProvider extends Plugin<DataSettings> {
  @Override
  default DataSettings defaults() {
    return DataSettings.DEFAULT;
  }

  /**
   * Loads the data.
   *
   * @param settings where from and how much
   * @param random streams for what is drawn
   * @return finite rows
   * @throws org.koopflow.api.SpecificationException if a setting it needs is missing
   * @throws org.koopflow.api.KoopflowException if a file is missing, damaged or holds a number that
   *     is not finite
   */
  Dataset load(DataSettings settings, RandomStreams random);
}
