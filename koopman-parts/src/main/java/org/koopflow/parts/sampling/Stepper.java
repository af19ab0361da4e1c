package org.koopflow.parts.sampling;

import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.teacher.VelocityField;

/**
 * Single steps of one explicit Runge-Kutta method along a velocity field. States are kept in double
 * precision, so that rounding does not add up over many steps; the field is asked in the precision
 * of the noise. Counts the evaluations.
 */
final class Stepper {
  private final Tableau tableau;
  private final VelocityField field;
  private final Precision precision;
  private final int rows;
  private int evaluations;

  Stepper(Tableau tableau, VelocityField field, Precision precision, int rows) {
    this.tableau = tableau;
    this.field = field;
    this.precision = precision;
    this.rows = rows;
  }

  int evaluations() {
    return evaluations;
  }

  double[] velocity(double t, double[] x) {
    evaluations++;
    return field.velocity(t, batch(x)).doubles();
  }

  Batch batch(double[] x) {
    return Batch.ofDoubles(rows, field.space().columns(), x).to(precision);
  }

  /**
   * One step.
   *
   * @param t time before it
   * @param x state before it
   * @param slope velocity there
   * @param h its length; negative runs backward
   */
  Step step(double t, double[] x, double[] slope, double h) {
    int count = tableau.nodes().length;
    double[][] slopes = new double[count][];
    slopes[0] = slope;
    double[] last = null;
    for (int i = 1; i < count; i++) {
      last = combine(x, h, tableau.stages()[i], slopes, i);
      slopes[i] = velocity(t + tableau.nodes()[i] * h, last);
    }
    double[] next =
        tableau.firstSameAsLast() ? last : combine(x, h, tableau.weights(), slopes, count);
    double[] error = null;
    if (tableau.error().length > 0) {
      error = combine(new double[x.length], h, tableau.error(), slopes, count);
    }
    return new Step(t, h, x, next, error, slopes);
  }

  private static double[] combine(
      double[] x, double h, double[] weights, double[][] slopes, int count) {
    double[] sum = x.clone();
    for (int i = 0; i < count; i++) {
      double factor = h * weights[i];
      if (factor != 0) {
        double[] slope = slopes[i];
        for (int k = 0; k < sum.length; k++) {
          sum[k] += factor * slope[k];
        }
      }
    }
    return sum;
  }

  /** Velocity after a step; costs nothing where it is the last stage. */
  double[] after(Step step, double t) {
    return tableau.firstSameAsLast()
        ? step.slopes[step.slopes.length - 1]
        : velocity(t, step.state);
  }

  /**
   * What one step gives.
   *
   * @param from time before it
   * @param length its length; negative runs backward
   * @param before the state before it
   * @param state the state after it
   * @param error estimate of the local error; null without an embedded method
   * @param slopes velocities of the stages
   */
  record Step(
      double from,
      double length,
      double[] before,
      double[] state,
      double[] error,
      double[][] slopes) {}
}
