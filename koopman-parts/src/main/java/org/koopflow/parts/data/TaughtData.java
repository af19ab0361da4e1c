package org.koopflow.parts.data;

import org.koopflow.api.NoSettings;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.data.DataContext;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;

/** The ends of the trajectories that the teacher brings. Refuses a teacher that brings none. */
public final class TaughtData implements DataSourceProvider<NoSettings> {
  /** Creates the source. */
  public TaughtData() {}

  @Override
  public String name() {
    return "teacher";
  }

  @Override
  public String summary() {
    return "the ends of the trajectories that a recorded teacher brings";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public Dataset create(NoSettings settings, DataContext context) {
    return context
        .taught()
        .orElseThrow(
            () ->
                new SpecificationException(
                    "data source 'teacher' takes the ends of recorded trajectories, but this"
                        + " teacher brings none; choose another data.source"));
  }
}
