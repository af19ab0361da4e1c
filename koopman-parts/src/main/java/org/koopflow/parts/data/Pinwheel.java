package org.koopflow.parts.data;

import java.util.random.RandomGenerator;

/**
 * Five bent blades (after Johnson and others 2016). A blade is a Gaussian with centre {@code
 * (RADIUS, 0)} and standard deviations {@code (RADIAL, TANGENTIAL)}; its point (u, w) is turned by
 * {@code 2 pi k / 5 + BEND e^u}. The class is the blade k. Turning keeps distances, so the mean is
 * 0 and the covariance {@code (RADIUS^2 + RADIAL^2 + TANGENTIAL^2) / 2} times the identity, 1.21 I.
 */
public final class Pinwheel implements GeneratedSource {
  /** Number of blades. */
  public static final int BLADES = 5;

  /** Distance of a blade's centre from the origin. */
  public static final double RADIUS = 1.5;

  /** Standard deviation along a blade. */
  public static final double RADIAL = 0.4;

  /** Standard deviation across a blade. */
  public static final double TANGENTIAL = 0.1;

  /** Strength of the bend, in radians. */
  public static final double BEND = 0.25;

  /** Creates the source. */
  public Pinwheel() {}

  @Override
  public String name() {
    return "pinwheel";
  }

  @Override
  public String summary() {
    return "five bent blades around the origin";
  }

  @Override
  public int draw(RandomGenerator random, double[] point) {
    int blade = random.nextInt(BLADES);
    double u = RADIUS + RADIAL * random.nextGaussian();
    double w = TANGENTIAL * random.nextGaussian();
    double angle = 2 * Math.PI * blade / BLADES + BEND * StrictMath.exp(u);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    point[0] = cos * u - sin * w;
    point[1] = sin * u + cos * w;
    return blade;
  }
}
