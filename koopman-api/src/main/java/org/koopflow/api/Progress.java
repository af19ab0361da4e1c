package org.koopflow.api;

import java.util.Map;

/** Hears how far the work is, and may ask it to stop. Called from the working thread. */
public interface Progress {
  /** Hears nothing and never stops anything. */
  Progress SILENT = new Progress() {};

  /**
   * A stage begins.
   *
   * @param stage its name, such as {@code teacher}
   * @param total number of steps it takes
   */
  default void begin(String stage, long total) {}

  /**
   * Steps of the current stage are done.
   *
   * @param done steps done so far
   * @param values figures worth showing, such as losses by term; may be empty
   */
  default void update(long done, Map<String, Double> values) {}

  /** The current stage has ended. */
  default void end() {}

  /**
   * Something will work, but may not mean what it seems to.
   *
   * @param warning one line that says what, and what would avoid it
   */
  default void warn(String warning) {}

  /**
   * Whether the work should come to a clean stop at the next occasion, keeping what was reached.
   *
   * @return true to stop
   */
  default boolean cancelled() {
    return false;
  }
}
