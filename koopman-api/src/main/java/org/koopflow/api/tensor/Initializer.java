package org.koopflow.api.tensor;

import java.util.random.RandomGenerator;

/** Draws the first value of a parameter, on the host, so that every backend starts alike. */
@FunctionalInterface
public interface Initializer {
  /**
   * Draws a value.
   *
   * @param shape the parameter's size
   * @param random the parameter's own generator
   * @return row-major numbers, as many as the shape holds
   */
  double[] draw(Shape shape, RandomGenerator random);

  /**
   * The same number everywhere.
   *
   * @param value the number
   * @return the initializer
   */
  static Initializer constant(double value) {
    return (shape, random) -> {
      double[] data = new double[shape.size()];
      java.util.Arrays.fill(data, value);
      return data;
    };
  }

  /**
   * Independent uniform numbers.
   *
   * @param bound they lie between {@code -bound} and {@code bound}
   * @return the initializer
   */
  static Initializer uniform(double bound) {
    return (shape, random) -> {
      double[] data = new double[shape.size()];
      for (int i = 0; i < data.length; i++) {
        data[i] = (2 * random.nextDouble() - 1) * bound;
      }
      return data;
    };
  }

  /**
   * Independent normal numbers.
   *
   * @param deviation their standard deviation
   * @return the initializer
   */
  static Initializer normal(double deviation) {
    return (shape, random) -> {
      double[] data = new double[shape.size()];
      for (int i = 0; i < data.length; i++) {
        data[i] = random.nextGaussian() * deviation;
      }
      return data;
    };
  }
}
