package org.koopflow.parts.data;

import java.util.random.RandomGenerator;

/**
 * Two interleaved half circles of radius 1, blurred by Gaussian noise of standard deviation {@code
 * DEVIATION} and moved so that the mean of all points is 0. With {@code a} uniform in [0, pi], moon
 * 0 is {@code (cos a - 1/2, sin a - 1/4)} and moon 1 is {@code (1/2 - cos a, 1/4 - sin a)}: each is
 * the other turned by half a circle. The class is the moon.
 */
public final class TwoMoons implements GeneratedSource {
  /** Standard deviation of the blur along each axis. */
  public static final double DEVIATION = 0.08;

  /** Creates the source. */
  public TwoMoons() {}

  @Override
  public String name() {
    return "two-moons";
  }

  @Override
  public String summary() {
    return "two interleaved half circles";
  }

  @Override
  public int draw(RandomGenerator random, double[] point) {
    int moon = random.nextInt(2);
    double angle = Math.PI * random.nextDouble();
    double sign = moon == 0 ? 1 : -1;
    point[0] = sign * (StrictMath.cos(angle) - 0.5) + DEVIATION * random.nextGaussian();
    point[1] = sign * (StrictMath.sin(angle) - 0.25) + DEVIATION * random.nextGaussian();
    return moon;
  }
}
