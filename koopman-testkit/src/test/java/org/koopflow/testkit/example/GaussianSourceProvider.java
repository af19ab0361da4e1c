package org.koopflow.testkit.example;

import org.koopflow.api.RandomStreams;
import org.koopflow.api.data.DataSettings;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;

/** Normal numbers. */
public final class GaussianSourceProvider implements DataSourceProvider {
  @Override
  public String name() {
    return "example-gaussian";
  }

  @Override
  public String summary() {
    return "normal numbers";
  }

  @Override
  public Dataset load(DataSettings settings, RandomStreams random) {
    return Dataset.of(
        name(),
        RandomStreams.normal(settings.samples(), 2, random.stream("train")),
        RandomStreams.normal(settings.testSamples(), 2, random.stream("test")));
  }
}
