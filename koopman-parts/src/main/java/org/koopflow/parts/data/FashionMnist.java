package org.koopflow.parts.data;

import org.koopflow.api.data.DataContext;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;

/**
 * Fashion-MNIST (Xiao, Rasul and Vollgraf 2017): 60,000 and 10,000 pictures of clothes in ten
 * classes, 28 x 28 pixels in [0, 1]. Read from {@link ImageFolder#dir}, else from the folder that
 * the environment variable {@code KOOPFLOW_FASHION_MNIST} names, else from where Debian's package
 * {@code dataset-fashion-mnist} puts it. Both splits are read whole.
 */
public final class FashionMnist implements DataSourceProvider<ImageFolder> {
  /** Creates the source. */
  public FashionMnist() {}

  @Override
  public String name() {
    return "fashion-mnist";
  }

  @Override
  public String summary() {
    return "70,000 pictures of clothes, 28 x 28 (Debian package dataset-fashion-mnist)";
  }

  @Override
  public ImageFolder defaults() {
    return new ImageFolder("");
  }

  @Override
  public Dataset create(ImageFolder settings, DataContext context) {
    return IdxFolder.read(name(), KnownFolder.FASHION_MNIST.find(settings.dir(), System::getenv));
  }
}
