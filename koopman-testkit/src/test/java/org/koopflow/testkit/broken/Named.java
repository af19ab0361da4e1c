package org.koopflow.testkit.broken;

import java.util.Optional;
import org.koopflow.api.NoSettings;

/** What every provider here says of itself. */
abstract class Named {
  public String name() {
    return "broken";
  }

  public String summary() {
    return "has a mistake";
  }

  public NoSettings defaults() {
    return new NoSettings();
  }

  public Optional<String> unavailable() {
    return Optional.empty();
  }
}
