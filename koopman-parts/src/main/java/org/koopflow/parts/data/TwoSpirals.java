package org.koopflow.parts.data;

import java.util.random.RandomGenerator;

/**
 * Two arms of an Archimedean spiral, each the other turned by half a circle. With {@code s} the
 * square root of a uniform number, so that the density is even along the arm, a point of arm 0 lies
 * at distance {@code RADIUS s} from the origin and angle {@code TURN s}, blurred by Gaussian noise
 * of standard deviation {@code DEVIATION}. The class is the arm. The mean is 0.
 */
public final class TwoSpirals implements GeneratedSource {
  /** Distance of the arms' ends from the origin. */
  public static final double RADIUS = 2;

  /** Angle through which an arm winds, in radians: one turn and a half. */
  public static final double TURN = 3 * Math.PI;

  /** Standard deviation of the blur along each axis. */
  public static final double DEVIATION = 0.06;

  /** Creates the source. */
  public TwoSpirals() {}

  @Override
  public String name() {
    return "two-spirals";
  }

  @Override
  public String summary() {
    return "two spiral arms of one turn and a half each";
  }

  @Override
  public int draw(RandomGenerator random, double[] point) {
    int arm = random.nextInt(2);
    double along = Math.sqrt(random.nextDouble());
    double radius = (arm == 0 ? RADIUS : -RADIUS) * along;
    point[0] = radius * StrictMath.cos(TURN * along) + DEVIATION * random.nextGaussian();
    point[1] = radius * StrictMath.sin(TURN * along) + DEVIATION * random.nextGaussian();
    return arm;
  }
}
