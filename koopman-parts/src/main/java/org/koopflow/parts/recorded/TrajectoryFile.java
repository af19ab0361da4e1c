package org.koopflow.parts.recorded;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Precision;
import org.koopflow.api.SpecificationException;
import org.koopflow.numerics.file.Npy;
import org.koopflow.numerics.file.Npz;

/**
 * Trajectories as a file has them.
 *
 * @param times one for each index of the first axis, from {@link FlowTime#NOISE} to {@link
 *     FlowTime#DATA}
 * @param count trajectories N
 * @param dimension coordinates d of a state
 * @param values T x (N d), finite, of the file's precision
 */
record TrajectoryFile(double[] times, int count, int dimension, Batch values) {
  private static final String TRAJECTORIES = "trajectories";
  private static final String TIMES = "times";

  /**
   * Reads a file.
   *
   * @param name an NPY file, or an NPZ file with the array {@code trajectories}, or one array of
   *     any name, and perhaps an array {@code times}
   * @param given times, or none to take those of the file, or equally spaced ones
   * @param leastTimes fewest times that will do
   * @return the trajectories
   */
  static TrajectoryFile read(String name, List<Double> given, int leastTimes) {
    Path file;
    try {
      file = Path.of(name);
    } catch (InvalidPathException e) {
      throw new SpecificationException("file must be a path: " + e.getMessage(), e);
    }
    boolean archive = name.toLowerCase(Locale.ROOT).endsWith(".npz");
    Map<String, Npy.Contents> arrays =
        archive ? Npz.read(file) : Map.of(TRAJECTORIES, Npy.read(file));
    Npy.Contents trajectories = trajectories(file, arrays);
    List<Integer> shape = trajectories.shape();
    if (shape.size() != 3 || shape.contains(0)) {
      throw unusable(
          file,
          "trajectories must be an array of shape [T, N, d] (times, trajectories, coordinates),"
              + " got shape "
              + shape);
    }
    if (shape.get(0) < leastTimes) {
      throw unusable(
          file,
          "at least "
              + leastTimes
              + " times are needed, got shape [T, N, d] = "
              + shape
              + (leastTimes > RecordedProvider.LEAST_TIMES
                  ? "; with consistency: none " + RecordedProvider.LEAST_TIMES + " times are enough"
                  : ""));
    }
    double[] times =
        given.isEmpty()
            ? times(file, arrays, shape.get(0))
            : checked("times", given.stream().mapToDouble(d -> d).toArray(), shape.get(0));
    Batch values = trajectories.values();
    requireFinite(file, values, shape.get(2));
    return new TrajectoryFile(times, shape.get(1), shape.get(2), values);
  }

  private static Npy.Contents trajectories(Path file, Map<String, Npy.Contents> arrays) {
    if (arrays.containsKey(TRAJECTORIES)) {
      return arrays.get(TRAJECTORIES);
    }
    Set<String> others = new TreeSet<>(arrays.keySet());
    others.remove(TIMES);
    if (others.size() != 1) {
      throw unusable(
          file,
          "which array holds the trajectories is not clear: it must be called '"
              + TRAJECTORIES
              + "' or be the only one besides '"
              + TIMES
              + "', got "
              + new TreeSet<>(arrays.keySet()));
    }
    return arrays.get(others.iterator().next());
  }

  private static double[] times(Path file, Map<String, Npy.Contents> arrays, int count) {
    Npy.Contents stored = arrays.get(TIMES);
    if (stored != null) {
      if (stored.shape().size() != 1) {
        throw unusable(file, "'" + TIMES + "' must have one axis, got shape " + stored.shape());
      }
      try {
        return checked("'" + TIMES + "'", stored.values().doubles(), count);
      } catch (SpecificationException wrong) {
        throw unusable(file, wrong.getMessage());
      }
    }
    double[] times = new double[count];
    for (int k = 0; k < count; k++) {
      times[k] = FlowTime.NOISE + (FlowTime.DATA - FlowTime.NOISE) * k / (count - 1);
    }
    return times;
  }

  private static double[] checked(String what, double[] times, int count) {
    if (times.length != count) {
      throw new SpecificationException(
          what + " must be as many as the array has, " + count + ", got " + times.length);
    }
    if (times[0] != FlowTime.NOISE || times[count - 1] != FlowTime.DATA) {
      throw new SpecificationException(
          what
              + " must run from "
              + FlowTime.NOISE
              + " (noise) to "
              + FlowTime.DATA
              + " (data), got "
              + times[0]
              + " to "
              + times[count - 1]);
    }
    for (int k = 1; k < count; k++) {
      if (!(times[k] > times[k - 1])) {
        throw new SpecificationException(
            what + " must ascend, got " + times[k] + " after " + times[k - 1]);
      }
    }
    return times;
  }

  private static void requireFinite(Path file, Batch values, int dimension) {
    float[] numbers = values.floats();
    for (int i = 0; i < numbers.length; i++) {
      if (!Float.isFinite(numbers[i])) {
        int inTime = i % values.columns();
        throw unusable(
            file,
            "coordinate "
                + (inTime % dimension + 1)
                + " of trajectory "
                + (inTime / dimension + 1)
                + " at time "
                + (i / values.columns() + 1)
                + " is "
                + numbers[i]
                + " in single precision; all are counted from 1");
      }
    }
  }

  static KoopflowException unusable(Path file, String what) {
    return new KoopflowException("cannot use '" + file + "': " + what);
  }

  /** States of some trajectories at the k-th time, in double precision. */
  double[] states(int k, int[] trajectories) {
    double[] states = new double[trajectories.length * dimension];
    boolean single = values.precision() == Precision.FLOAT32;
    float[] floats = single ? values.floats() : null;
    double[] doubles = single ? null : values.doubles();
    for (int i = 0; i < trajectories.length; i++) {
      int from = k * values.columns() + trajectories[i] * dimension;
      for (int j = 0; j < dimension; j++) {
        states[i * dimension + j] = single ? floats[from + j] : doubles[from + j];
      }
    }
    return states;
  }
}
