package org.koopflow.parts.recorded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.teacher.Recording;
import org.koopflow.api.teacher.RecordingContext;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherProvider;

/**
 * Trajectories that any other program recorded, as an array of shape [T, N, d]. Their ends are the
 * data; some trajectories, drawn by the seed, are held back for all figures.
 */
public final class RecordedProvider implements TeacherProvider<RecordedProvider.Settings> {
  /** Both ends and one time between them. */
  static final int LEAST_TIMES = 3;

  /** Least number of trajectories to learn from, and to judge by. */
  private static final int LEAST = 2;

  /** Where the velocities of the consistency term come from. */
  public enum Consistency {
    /** Finite differences: slopes of the cubic spline through the points of each trajectory. */
    SPLINE,
    /** There are none, and the term is left out. */
    NONE
  }

  /** What new samples start from. */
  public enum Noise {
    /** Recorded starts, drawn with replacement from those the model keeps. */
    RECORDED,
    /** N(0, I), for recordings that started from it. */
    NORMAL
  }

  /**
   * Settings of the teacher.
   *
   * @param file NPY file, or NPZ file with an array {@code trajectories} and perhaps {@code times}
   * @param times times of the first axis; empty for those of the file, or equally spaced ones
   * @param heldOut share of the trajectories that is held back for all figures
   * @param consistency where the velocities of the consistency term come from
   * @param noise what new samples start from
   */
  public record Settings(
      String file, List<Double> times, double heldOut, Consistency consistency, Noise noise) {
    /**
     * Checks the range.
     *
     * @param file NPY or NPZ file
     * @param times times of the first axis
     * @param heldOut share of the trajectories that is held back
     * @param consistency where velocities come from
     * @param noise what new samples start from
     */
    public Settings {
      if (!(heldOut > 0 && heldOut < 1)) {
        throw new InvalidSettingException(
            "heldOut", "must be a share between 0 and 1, got " + heldOut);
      }
      times = List.copyOf(times);
    }
  }

  /** Creates the provider. */
  public RecordedProvider() {}

  @Override
  public String name() {
    return RecordedTeacher.NAME;
  }

  @Override
  public String summary() {
    return "trajectories recorded by any program, array [T, N, d] (teacher.file)";
  }

  @Override
  public Settings defaults() {
    return new Settings("", List.of(), 0.1, Consistency.SPLINE, Noise.RECORDED);
  }

  @Override
  public Teacher create(Settings settings, TeacherContext context) {
    return new RecordedTeacher(context.unconditional(RecordedTeacher.NAME), settings.noise);
  }

  @Override
  public Optional<Recording> recording(Settings settings, RecordingContext context) {
    check(settings, context.transform().type());
    boolean spline = settings.consistency == Consistency.SPLINE;
    TrajectoryFile file =
        TrajectoryFile.read(
            settings.file, settings.times, spline ? CubicSpline.LEAST_KNOTS : LEAST_TIMES);
    int heldOut = (int) Math.round(settings.heldOut * file.count());
    if (heldOut < LEAST || file.count() - heldOut < LEAST) {
      throw TrajectoryFile.unusable(
          java.nio.file.Path.of(settings.file),
          "of its "
              + file.count()
              + " trajectories heldOut "
              + settings.heldOut
              + " holds back "
              + heldOut
              + ", but at least "
              + LEAST
              + " must be held back and "
              + LEAST
              + " left to learn from; the array is read as [T, N, d] = ["
              + file.times().length
              + ", "
              + file.count()
              + ", "
              + file.dimension()
              + "]");
    }
    int[] order = permutation(file.count(), context.random().stream("held-out"));
    return Optional.of(
        new Recording(
            file.times(),
            part(file, Arrays.copyOfRange(order, heldOut, order.length), spline),
            part(file, Arrays.copyOf(order, heldOut), spline)));
  }

  private static void check(Settings settings, String transform) {
    if (settings.file.isBlank()) {
      throw new SpecificationException(
          "teacher 'recorded' needs teacher.file, an NPY or NPZ file of shape [T, N, d]");
    }
    if (settings.noise == Noise.NORMAL && !transform.equals("none")) {
      throw new SpecificationException(
          "teacher.noise normal is N(0, I) in the coordinates of the file, which data.transform "
              + transform
              + " changes; use noise recorded, or transform none");
    }
  }

  private static int[] permutation(int count, RandomGenerator random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  private static Recording.Part part(TrajectoryFile file, int[] trajectories, boolean spline) {
    double[][] states = new double[file.times().length][];
    for (int k = 0; k < states.length; k++) {
      states[k] = file.states(k, trajectories);
    }
    int dimension = file.dimension();
    return new Recording.Part(
        batches(states, dimension),
        spline ? batches(CubicSpline.slopes(file.times(), states), dimension) : List.of());
  }

  private static List<Batch> batches(double[][] values, int dimension) {
    List<Batch> batches = new ArrayList<>();
    for (double[] numbers : values) {
      int rows = numbers.length / dimension;
      batches.add(Batch.of(rows, dimension, Batch.ofDoubles(rows, dimension, numbers).floats()));
    }
    return batches;
  }
}
