package org.koopflow.parts.data;

import org.koopflow.api.SpecificationException;
import org.koopflow.api.data.DataContext;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;
import org.koopflow.numerics.file.DataFiles;

/**
 * Any images in the four files of the MNIST database, from the folder {@link ImageFolder#dir}.
 * Pixels are scaled to [0, 1]. Both splits are read whole.
 */
public final class IdxImages implements DataSourceProvider<ImageFolder> {
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
  public ImageFolder defaults() {
    return new ImageFolder("");
  }

  @Override
  public Dataset create(ImageFolder settings, DataContext context) {
    if (settings.dir().isBlank()) {
      throw new SpecificationException(
          "data source 'idx' needs data.dir, a folder with " + IdxFolder.FILES);
    }
    return IdxFolder.read(name(), DataFiles.path("data.dir", settings.dir()));
  }
}
