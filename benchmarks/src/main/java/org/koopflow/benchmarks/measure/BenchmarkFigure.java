package org.koopflow.benchmarks.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One line of the table.
 *
 * @param backend name of the backend; {@code host} for work in double precision in Java
 * @param name what was done
 * @param speed how fast it was; not a number where it could not be done
 * @param error relative error in the 1-norm, where the exact result is known
 * @param note why it could not be done, if it could not
 */
public record BenchmarkFigure(
    String backend, String name, Speed speed, OptionalDouble error, Optional<String> note) {
  /**
   * How fast something was done.
   *
   * @param seconds of one run, the median
   * @param unit what a run makes
   * @param perSecond how many of them a second
   * @param gflops rate of its matrix products in 1e9 operations a second; for an exponential of n x
   *     n the {@code 2 n^3} operations of one product of its size
   * @param share of the rate of a matrix product in the same run; 1 is as fast
   */
  public record Speed(double seconds, String unit, double perSecond, double gflops, double share) {
    /** That of what could not be done. */
    public static final Speed NONE = new Speed(Double.NaN, "", Double.NaN, Double.NaN, Double.NaN);
  }

  static BenchmarkFigure of(String backend, Workload workload, Timing timing) {
    return new BenchmarkFigure(
        backend,
        workload.name(),
        new Speed(
            timing.seconds(),
            workload.unit(),
            workload.items() / timing.seconds(),
            workload.flops() / timing.seconds() * 1e-9,
            timing.share()),
        OptionalDouble.empty(),
        Optional.empty());
  }

  static BenchmarkFigure exponential(
      String backend, String name, int n, double seconds, double gemmRate, double error) {
    double rate = 2.0 * n * n * n / seconds;
    return new BenchmarkFigure(
        backend,
        name,
        new Speed(seconds, "exponentials", 1 / seconds, rate * 1e-9, rate / gemmRate),
        OptionalDouble.of(error),
        Optional.empty());
  }

  static BenchmarkFigure failed(String backend, String name, String note) {
    return new BenchmarkFigure(
        backend, name, Speed.NONE, OptionalDouble.empty(), Optional.of(note));
  }

  /**
   * The figure as a tree of plain values.
   *
   * @return values by name, those measured by the keys of {@link Measure}; those that do not exist
   *     are left out
   */
  public Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("backend", backend);
    tree.put("name", name);
    note.ifPresent(why -> tree.put("note", why));
    if (note.isEmpty()) {
      tree.put("unit", speed.unit);
      for (Measure measure : Measure.ALL) {
        double value = measure.of().applyAsDouble(this);
        if (!Double.isNaN(value)) {
          tree.put(measure.figure().key(), value);
        }
      }
    }
    return tree;
  }
}
