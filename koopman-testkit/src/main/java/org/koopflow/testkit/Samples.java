package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.space.Space;
import org.koopflow.testkit.reference.Reference;

/** Numbers to test with, always the same, and their comparison. */
final class Samples {
  private static final RandomStreams STREAMS = new RandomStreams(20_260);

  private Samples() {}

  /** Standard normal numbers that single precision holds exactly. */
  static Batch normal(int rows, int columns, String purpose) {
    return RandomStreams.normal(rows, columns, STREAMS.stream(purpose));
  }

  /** Numbers between two bounds that single precision holds exactly. */
  static Batch uniform(int rows, int columns, double from, double to, String purpose) {
    RandomGenerator random = STREAMS.stream(purpose);
    float[] data = new float[rows * columns];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) (from + (to - from) * random.nextDouble());
    }
    return Batch.of(rows, columns, data);
  }

  /** Unit vectors of classes, each in turn. */
  static Batch classes(int rows, int classes, int columns) {
    float[] data = new float[rows * columns];
    for (int i = 0; i < rows; i++) {
      data[i * columns + i % classes] = 1;
    }
    return Batch.of(rows, columns, data);
  }

  /** Rows of a space: normal numbers and, under a condition, classes in turn. */
  static Batch rows(Space space, int rows, String purpose) {
    int conditions = space.conditions();
    return space.join(
        normal(rows, space.dimension(), purpose),
        conditions == 0 ? Optional.empty() : Optional.of(classes(rows, conditions, conditions)));
  }

  /** Nonzero numbers, a good step away from 0 and from one another: safe to put a kink between. */
  static Batch apart(int rows, int columns) {
    float[] data = new float[rows * columns];
    for (int i = 0; i < data.length; i++) {
      // 7 has no factor in common with the sizes used, so the numbers differ and are well mixed.
      int mixed = i * 7 % data.length;
      data[i] = (mixed % 2 == 0 ? 1 : -1) * (0.25f + 0.125f * mixed);
    }
    return Batch.of(rows, columns, data);
  }

  /** {@code x + by * direction}, in double precision. */
  static Batch moved(Batch x, Batch direction, double by) {
    double[] data = x.doubles().clone();
    for (int i = 0; i < data.length; i++) {
      data[i] += by * direction.doubles()[i];
    }
    return Batch.ofDoubles(x.rows(), x.columns(), data);
  }

  /** Central difference at 0 of a function that is smooth there. */
  static Batch slope(DoubleFunction<Batch> function) {
    Batch up = function.apply(Reference.STEP);
    Batch down = function.apply(-Reference.STEP);
    double[] slope = new double[up.size()];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = (up.doubles()[i] - down.doubles()[i]) / (2 * Reference.STEP);
    }
    return Batch.ofDoubles(up.rows(), up.columns(), slope);
  }

  /** Asserts equal sizes, precision and bits. */
  static void assertSameBits(Batch actual, Batch expected) {
    assertThat(actual.toString()).isEqualTo(expected.toString());
    assertThat(actual.doubles()).containsExactly(expected.doubles());
  }

  /** Asserts equal sizes and entries that differ by no more than {@code tolerance (1 + scale)}. */
  static void assertClose(Batch actual, Batch expected, double tolerance) {
    assertThat(actual.rows()).as("rows").isEqualTo(expected.rows());
    assertThat(actual.columns()).as("columns").isEqualTo(expected.columns());
    double scale = 0;
    for (double value : expected.doubles()) {
      scale = Math.max(scale, Double.isFinite(value) ? Math.abs(value) : 0);
    }
    Offset<Double> offset = Offset.offset(tolerance * (1 + scale));
    for (int i = 0; i < expected.rows(); i++) {
      for (int j = 0; j < expected.columns(); j++) {
        double value = expected.get(i, j);
        if (Double.isFinite(value)) {
          assertThat(actual.get(i, j)).as("entry (%d, %d)", i, j).isCloseTo(value, offset);
        } else {
          assertThat(actual.get(i, j)).as("entry (%d, %d)", i, j).isEqualTo(value);
        }
      }
    }
  }
}
