package org.koopflow.parts.data;

import java.util.random.RandomGenerator;

/**
 * One roll of one turn and a half: {@code SCALE (a cos a, a sin a)} with {@code a} uniform in
 * [{@code START}, {@code END}], blurred by Gaussian noise of standard deviation {@code DEVIATION}.
 * The outer end is at distance 2 from the origin. The mean is {@code (8 / (9 pi), SCALE / START)},
 * the mean squared distance from the origin {@code 52/27 + 2 DEVIATION^2}. There are no classes.
 */
public final class SwissRoll implements GeneratedSource {
  /** Angle of the inner end in radians. */
  public static final double START = 1.5 * Math.PI;

  /** Angle of the outer end in radians. */
  public static final double END = 4.5 * Math.PI;

  /** Distance from the origin per radian. */
  public static final double SCALE = 2 / END;

  /** Standard deviation of the blur along each axis. */
  public static final double DEVIATION = 0.05;

  /** Creates the source. */
  public SwissRoll() {}

  @Override
  public String name() {
    return "swiss-roll";
  }

  @Override
  public String summary() {
    return "a rolled-up line in the plane";
  }

  @Override
  public int draw(RandomGenerator random, double[] point) {
    double angle = START + (END - START) * random.nextDouble();
    double radius = SCALE * angle;
    point[0] = radius * StrictMath.cos(angle) + DEVIATION * random.nextGaussian();
    point[1] = radius * StrictMath.sin(angle) + DEVIATION * random.nextGaussian();
    return UNLABELLED;
  }
}
