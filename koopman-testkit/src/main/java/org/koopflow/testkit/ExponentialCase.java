package org.koopflow.testkit;

import org.koopflow.api.Matrix;

/**
 * A matrix whose exponential is known in closed form.
 *
 * @param matrix the matrix
 * @param exponential its exponential
 */
record ExponentialCase(Matrix matrix, Matrix exponential) {
  static ExponentialCase zero(int size) {
    return new ExponentialCase(Matrix.zeros(size, size), Matrix.identity(size));
  }

  static ExponentialCase diagonal() {
    return new ExponentialCase(
        Matrix.ofRows(new double[] {1, 0}, new double[] {0, -3}),
        Matrix.ofRows(new double[] {Math.E, 0}, new double[] {0, Math.exp(-3)}));
  }

  /** A rotation with growth. */
  static ExponentialCase rotation() {
    double grow = Math.exp(0.3);
    return new ExponentialCase(
        Matrix.ofRows(new double[] {0.3, -5}, new double[] {5, 0.3}),
        Matrix.ofRows(
            new double[] {grow * Math.cos(5), -grow * Math.sin(5)},
            new double[] {grow * Math.sin(5), grow * Math.cos(5)}));
  }

  /** A polynomial, and but one eigenvector. */
  static ExponentialCase nilpotent() {
    return new ExponentialCase(
        Matrix.ofRows(new double[] {0, 2, 3}, new double[] {0, 0, 4}, new double[] {0, 0, 0}),
        Matrix.ofRows(new double[] {1, 2, 7}, new double[] {0, 1, 4}, new double[] {0, 0, 1}));
  }

  /**
   * Rotation-scaling blocks with their affine part: with {@code w = alpha + i beta} a block turns
   * by {@code e^w}, a constant drive adds up to {@code (e^w - 1) / w} times itself, one in
   * proportion to time to {@code (e^w - 1 - w) / w^2}; at w = 0 these are 1 and 1/2.
   */
  static ExponentialCase rotationScalingBlocks() {
    double grow = -0.5;
    double turn = 2;
    Matrix generator =
        Matrix.ofRows(
            new double[] {0, 0, 0, 0, 0, 0},
            new double[] {1, 0, 0, 0, 0, 0},
            new double[] {3, -1, grow, turn, 0, 0},
            new double[] {2, 4, -turn, grow, 0, 0},
            new double[] {5, 6, 0, 0, 0, 0},
            new double[] {-7, 8, 0, 0, 0, 0});
    double c = Math.exp(grow) * Math.cos(turn);
    double s = Math.exp(grow) * Math.sin(turn);
    double size = grow * grow + turn * turn;
    double p1 = ((c - 1) * grow + s * turn) / size;
    double q1 = (s * grow - (c - 1) * turn) / size;
    double p2 = ((p1 - 1) * grow + q1 * turn) / size;
    double q2 = (q1 * grow - (p1 - 1) * turn) / size;
    return new ExponentialCase(
        generator,
        Matrix.ofRows(
            new double[] {1, 0, 0, 0, 0, 0},
            new double[] {1, 1, 0, 0, 0, 0},
            new double[] {3 * p1 + 2 * q1 - p2 + 4 * q2, -p1 + 4 * q1, c, s, 0, 0},
            new double[] {2 * p1 - 3 * q1 + 4 * p2 + q2, 4 * p1 + q1, -s, c, 0, 0},
            new double[] {5 + 6 / 2.0, 6, 0, 0, 1, 0},
            new double[] {-7 + 8 / 2.0, 8, 0, 0, 0, 1}));
  }

  /**
   * A flow of duration 2 by {@code x' = b + a t - x}, whose closed form is {@code x(t) = a t + b -
   * a + (x(0) + a - b) e^-t}.
   */
  static ExponentialCase affineFlow() {
    double b = 2;
    double a = -3;
    Matrix generator =
        Matrix.ofRows(new double[] {0, 0, 0}, new double[] {1, 0, 0}, new double[] {b, a, -1});
    double decay = Math.exp(-2);
    return new ExponentialCase(
        generator.times(2),
        Matrix.ofRows(
            new double[] {1, 0, 0},
            new double[] {2, 1, 0},
            new double[] {2 * a + b - a + (a - b) * decay, a * (1 - decay), decay}));
  }

  /** Random numbers of six rows, put in order as rotation-scaling blocks with their affine part. */
  static Matrix inBlocks(Matrix random) {
    double[] generator = new double[36];
    generator[6] = 1;
    for (int i = 2; i < 6; i++) {
      generator[6 * i] = random.get(i, 0);
      generator[6 * i + 1] = random.get(i, 1);
      int first = i - i % 2;
      generator[6 * i + i] = random.get(first, first);
      generator[6 * i + (i ^ 1)] = (i % 2 == 0 ? 1 : -1) * random.get(first, first + 1);
    }
    return Matrix.of(6, 6, generator);
  }

  /** Turns at a rate that is its norm, where the eigenvalues of random matrices stay below it. */
  static Matrix turning() {
    double[] generator = new double[36];
    generator[6] = 1;
    for (int i = 2; i < 6; i++) {
      generator[6 * i + (i ^ 1)] = i % 2 == 0 ? 1 : -1;
    }
    return Matrix.of(6, 6, generator);
  }
}
