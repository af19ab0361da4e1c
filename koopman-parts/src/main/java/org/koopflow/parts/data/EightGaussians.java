package org.koopflow.parts.data;

import java.util.random.RandomGenerator;

/**
 * Eight equally likely round Gaussians on a circle: centres {@code RADIUS (cos k pi/4, sin k
 * pi/4)}, standard deviation {@code DEVIATION} in each direction. The class is k. The mean is 0 and
 * the covariance {@code (RADIUS^2 / 2 + DEVIATION^2) I}.
 */
public final class EightGaussians implements GeneratedSource {
  /** Number of Gaussians. */
  public static final int MODES = 8;

  /** Distance of the centres from the origin. */
  public static final double RADIUS = 2;

  /** Standard deviation of one Gaussian along each axis. */
  public static final double DEVIATION = 0.1;

  /** Creates the source. */
  public EightGaussians() {}

  @Override
  public String name() {
    return "eight-gaussians";
  }

  @Override
  public String summary() {
    return "eight narrow Gaussians on a circle of radius 2";
  }

  @Override
  public int draw(RandomGenerator random, double[] point) {
    int mode = random.nextInt(MODES);
    double angle = 2 * Math.PI * mode / MODES;
    point[0] = RADIUS * StrictMath.cos(angle) + DEVIATION * random.nextGaussian();
    point[1] = RADIUS * StrictMath.sin(angle) + DEVIATION * random.nextGaussian();
    return mode;
  }
}
