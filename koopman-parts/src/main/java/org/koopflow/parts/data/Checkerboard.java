package org.koopflow.parts.data;

import java.util.random.RandomGenerator;

/**
 * Uniform on the eight dark squares of a 4 x 4 board of unit squares around the origin: the square
 * with lower left corner (i, j), both from -2 to 1, is dark if i + j is even. The mean is 0, both
 * variances are 4/3 and the covariance of the coordinates is 1/4. There are no classes.
 */
public final class Checkerboard implements GeneratedSource {
  /** Squares along one side of the board. */
  public static final int SIDE = 4;

  /** Creates the source. */
  public Checkerboard() {}

  @Override
  public String name() {
    return "checkerboard";
  }

  @Override
  public String summary() {
    return "uniform on the dark squares of a 4 x 4 board";
  }

  @Override
  public int draw(RandomGenerator random, double[] point) {
    int column = random.nextInt(SIDE);
    int row = 2 * random.nextInt(SIDE / 2) + column % 2;
    point[0] = column - SIDE / 2 + random.nextDouble();
    point[1] = row - SIDE / 2 + random.nextDouble();
    return UNLABELLED;
  }
}
