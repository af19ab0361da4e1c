package org.koopflow.parts.sampling;

import java.util.ArrayList;
import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.api.teacher.VelocityField;

/**
 * Integrates a whole batch with common steps, whose length follows an estimate of the local error:
 * its root mean square over all entries that flow, each relative to {@code atol + rtol |x|}, is
 * kept at or below 1 (Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I,
 * section II.4). The last step ends exactly at the last wanted time; those before it are read from
 * the interpolants of the steps they lie in, whose errors are larger than those at the ends of
 * steps: so the estimate is then kept at or below 1/4, which costs about a third more evaluations,
 * however many times are wanted.
 */
final class AdaptiveSampler implements Sampler {
  private static final double SAFETY = 0.9;
  private static final double SHRINK = 0.2;
  private static final double GROW = 5;
  private static final double INSIDE = 4;

  private final Tableau tableau;
  private final double rtol;
  private final double atol;
  private final int maxSteps;
  private final VelocityField field;

  AdaptiveSampler(Tableau tableau, double rtol, double atol, int maxSteps, VelocityField field) {
    this.tableau = tableau;
    this.rtol = rtol;
    this.atol = atol;
    this.maxSteps = maxSteps;
    this.field = field;
  }

  @Override
  public Trajectory sample(Batch noise, double... times) {
    return transport(noise, FlowTime.NOISE, times);
  }

  @Override
  public Trajectory transport(Batch start, double from, double... times) {
    Times asked = new Times(from, times);
    double[] wanted = asked.wanted();
    double direction = asked.direction();
    double goal = asked.last();
    Stepper stepper = new Stepper(tableau, field, start.precision(), start.rows());
    List<Batch> states = new ArrayList<>();
    int next = 0;
    while (next < wanted.length && wanted[next] == from) {
      states.add(start);
      next++;
    }
    double strictness = next < wanted.length && wanted[next] != goal ? INSIDE : 1;
    double t = from;
    double[] x = start.doubles();
    double[] slope = null;
    double h = 0;
    for (int tried = 0; next < wanted.length; tried++) {
      if (slope == null) {
        slope = stepper.velocity(t, x);
        h = firstStep(stepper, t, x, slope, direction);
      }
      if (tried == maxSteps) {
        throw new KoopflowException(
            "the adaptive solver stood at t = "
                + t
                + " after "
                + maxSteps
                + " steps; a larger rtol or maxSteps may help");
      }
      boolean last = h >= direction * (goal - t) - 1e-12;
      Stepper.Step step = stepper.step(t, x, slope, last ? goal - t : direction * h);
      double error = strictness * norm(step.error(), x, step.state());
      if (!Double.isFinite(error)) {
        throw new KoopflowException(
            "the velocity field is not finite near t = " + t + ": nothing to integrate");
      }
      double factor = SAFETY * Math.pow(Math.max(error, 1e-10), -1.0 / tableau.order());
      factor = Math.min(GROW, Math.max(SHRINK, factor));
      h = Math.abs(step.length()) * (error <= 1 ? factor : Math.min(1, factor));
      if (error <= 1) {
        t = last ? goal : t + step.length();
        x = step.state();
        slope = stepper.after(step, t);
        for (; next < wanted.length && direction * (t - wanted[next]) >= 0; next++) {
          states.add(
              stepper.batch(
                  wanted[next] == t ? x : Interpolant.at(tableau, step, slope, wanted[next])));
        }
      }
    }
    return new Trajectory(wanted, states, stepper.evaluations());
  }

  /** First guess of the step length, Hairer, Norsett and Wanner, section II.4, algorithm 4.14. */
  private double firstStep(
      Stepper stepper, double t, double[] x, double[] slope, double direction) {
    double size = norm(x, x, x);
    double speed = norm(slope, x, x);
    double guess = size < 1e-5 || speed < 1e-5 ? 1e-6 : 0.01 * size / speed;
    double[] ahead = x.clone();
    for (int i = 0; i < ahead.length; i++) {
      ahead[i] += direction * guess * slope[i];
    }
    double[] change = stepper.velocity(t + direction * guess, ahead);
    for (int i = 0; i < change.length; i++) {
      ahead[i] = change[i] - slope[i];
    }
    double curvature = norm(ahead, x, x) / guess;
    double largest = Math.max(speed, curvature);
    double fine =
        largest <= 1e-15
            ? Math.max(1e-6, guess * 1e-3)
            : Math.pow(0.01 / largest, 1.0 / tableau.order());
    return Math.min(FlowTime.DATA - FlowTime.NOISE, Math.min(100 * guess, fine));
  }

  private double norm(double[] value, double[] before, double[] after) {
    int columns = field.space().columns();
    int flowing = field.space().dimension();
    double sum = 0;
    // A condition has no error, and would only make that of the others look smaller.
    for (int row = 0; row < value.length; row += columns) {
      for (int i = row; i < row + flowing; i++) {
        double scale = atol + rtol * Math.max(Math.abs(before[i]), Math.abs(after[i]));
        sum += (value[i] / scale) * (value[i] / scale);
      }
    }
    return Math.sqrt(sum / (value.length / columns * flowing));
  }
}
