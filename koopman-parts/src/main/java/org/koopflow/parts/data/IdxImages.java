package org.koopflow.parts.data;

import org.koopflow.api.RandomStreams;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.data.DataSettings;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;
import org.koopflow.numerics.file.DataFiles;

/**
 * Any images in the four files of the MNIST database, from the folder {@link DataSettings#dir}.
 * Pixels are scaled to [0, 1]. Both splits are read whole: {@link DataSettings#samples} and {@link
 * DataSettings#testSamples} have no effect.
 */
public final class IdxImages implements DataSourceProvider {
  /** Creates the source. */
  public IdxImages() {}

  @Override
  public String name() {
    return "idx";
  }

  @Override
  public String summary() {
    return "images in a folder of four IDX files, gzip or plain (data.dir)";
  }

  @Override
  public Dataset load(DataSettings settings, RandomStreams random) {
    if (settings.dir().isBlank()) {
      throw new SpecificationException(
          "data source 'idx' needs data.dir, a folder with " + IdxFolder.FILES);
    }
    return IdxFolder.read(name(), DataFiles.path("data.dir", settings.dir()));
  }
}
