package org.koopflow.parts.sampling;

/**
 * The state inside a step, from what the step has computed: the cubic through both its ends with
 * their slopes, {@code (1 - s)^2 (1 + 2s) x0 + s^2 (3 - 2s) x1 + h s (1 - s)^2 v0 - h s^2 (1 - s)
 * v1} at the part {@code s} of the step, plus {@code h s^2 (1 - s)^2 sum_i d_i k_i} where the
 * method brings coefficients d for its stages k. The sum leaves the ends and their slopes as they
 * are and raises the order from three to four (Hairer, Norsett and Wanner, section II.6, writes
 * Dormand and Prince's continuous extension so; any one that is smooth across steps has this form).
 */
final class Interpolant {
  private Interpolant() {}

  /**
   * The state at one time of a step.
   *
   * @param tableau the method
   * @param step the step, with its stages
   * @param after velocity at the step's end
   * @param t a time within the step
   * @return the state there
   */
  static double[] at(Tableau tableau, Stepper.Step step, double[] after, double t) {
    double h = step.length();
    double s = (t - step.from()) / h;
    double r = 1 - s;
    double[] x = new double[step.before().length];
    add(x, r * r * (1 + 2 * s), step.before());
    add(x, s * s * (3 - 2 * s), step.state());
    add(x, h * s * r * r, step.slopes()[0]);
    add(x, -h * s * s * r, after);
    for (int i = 0; i < tableau.dense().length; i++) {
      add(x, h * s * s * r * r * tableau.dense()[i], step.slopes()[i]);
    }
    return x;
  }

  private static void add(double[] sum, double factor, double[] values) {
    if (factor == 0) {
      return;
    }
    for (int k = 0; k < sum.length; k++) {
      sum[k] += factor * values[k];
    }
  }
}
