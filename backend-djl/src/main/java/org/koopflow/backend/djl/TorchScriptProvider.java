package org.koopflow.backend.djl;

import java.util.Optional;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherProvider;

/**
 * A velocity field made by any PyTorch program and saved as TorchScript: a module with {@code
 * forward(t, x)}. It sees the coordinates of the flow, so data it was trained on as they are need
 * {@code data.transform: none}. The student may be trained on any backend.
 */
public final class TorchScriptProvider implements TeacherProvider<TorchScriptProvider.Settings> {
  /** Name of this teacher in a specification. */
  static final String NAME = "torchscript";

  /** What {@code forward} takes for its time. */
  public enum Time {
    /** One row for each row of x: [rows, 1]. */
    COLUMN,
    /** One number for each row of x: [rows]. */
    VECTOR,
    /** A tensor without axes, the same time for all rows; called once for each time there is. */
    SCALAR
  }

  /** Where the points of the consistency term come from. */
  public enum Path {
    /** The field's own trajectories from fresh noise, whatever it was trained on. */
    TRAJECTORIES,
    /**
     * Straight lines between noise and data at random, {@code x_t = (1 - t) x_0 + t x_1}: the law
     * of the trajectories too if the field was trained that way, on these data, and well.
     */
    LINEAR
  }

  /**
   * Settings of the teacher.
   *
   * @param file TorchScript file, as {@code torch.jit.save} writes it
   * @param time what {@code forward} takes for its time
   * @param path where the points of the consistency term come from
   * @param threads threads one evaluation may use
   */
  public record Settings(String file, Time time, Path path, int threads) {
    /**
     * Checks the range.
     *
     * @param file TorchScript file
     * @param time what {@code forward} takes for its time
     * @param path where the points of the consistency term come from
     * @param threads threads one evaluation may use
     */
    public Settings {
      if (threads < 1 || threads > BackendContext.mostThreads()) {
        throw new InvalidSettingException(
            "threads",
            "must be between 1 and " + BackendContext.mostThreads() + ", got " + threads);
      }
    }
  }

  /** Creates the provider; nothing is loaded yet. */
  public TorchScriptProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "a velocity field saved as TorchScript, forward(t, x) (teacher.file)";
  }

  @Override
  public Settings defaults() {
    return new Settings("", Time.COLUMN, Path.TRAJECTORIES, 1);
  }

  @Override
  public Optional<String> unavailable() {
    return Natives.missing(Natives.contextLoader());
  }

  @Override
  public Teacher create(Settings settings, TeacherContext context) {
    return new TorchScriptTeacher(settings, context.unconditional(name()));
  }
}
