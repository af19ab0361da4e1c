package org.koopflow.testkit.example;

import org.koopflow.api.RandomStreams;
import org.koopflow.api.data.DataContext;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;

/** Normal numbers. */
public final class GaussianSourceProvider
    implements DataSourceProvider<GaussianSourceProvider.Settings> {
  /** Numbers of rows. */
  public record Settings(int samples, int testSamples) {}

  @Override
  public String name() {
    return "example-gaussian";
  }

  @Override
  public String summary() {
    return "normal numbers";
  }

  @Override
  public Settings defaults() {
    return new Settings(20, 10);
  }

  @Override
  public Dataset create(Settings settings, DataContext context) {
    return Dataset.of(
        name(),
        RandomStreams.normal(settings.samples, 2, context.random().stream("train")),
        RandomStreams.normal(settings.testSamples, 2, context.random().stream("test")));
  }
}
