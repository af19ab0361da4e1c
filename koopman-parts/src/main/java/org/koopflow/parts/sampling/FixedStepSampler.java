package org.koopflow.parts.sampling;

import java.util.ArrayList;
import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.api.teacher.VelocityField;

/**
 * Integrates the velocity field with steps of one length, counted from the time of the states it is
 * given; only a step that would leave the horizon is cut short. Wanted times inside a step are read
 * from its interpolant, at no further evaluation but, for a wanted time inside the very last step,
 * that of its end.
 */
final class FixedStepSampler implements Sampler {
  /** Part of a step that rounding may leave before the end of the horizon. */
  private static final double ROUNDING = 1e-9;

  private final Tableau tableau;
  private final int steps;
  private final VelocityField field;

  FixedStepSampler(Tableau tableau, int steps, VelocityField field) {
    this.tableau = tableau;
    this.steps = steps;
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
    double limit = direction > 0 ? FlowTime.DATA : FlowTime.NOISE;
    double h = direction * (FlowTime.DATA - FlowTime.NOISE) / steps;
    int lastStep = (int) Math.ceil((limit - from) / h - ROUNDING) - 1;
    Stepper stepper = new Stepper(tableau, field, start.precision(), start.rows());
    double[] x = start.doubles();
    double[] slope = null;
    List<Batch> states = new ArrayList<>();
    int next = 0;
    while (next < wanted.length && wanted[next] == from) {
      states.add(start);
      next++;
    }
    for (int k = 0; next < wanted.length; k++) {
      double t = from + k * h;
      double end = k == lastStep ? limit : from + (k + 1) * h;
      if (slope == null) {
        slope = stepper.velocity(t, x);
      }
      Stepper.Step step = stepper.step(t, x, slope, end - t);
      slope = null;
      while (next < wanted.length && direction * (end - wanted[next]) >= 0) {
        if (wanted[next] == end) {
          states.add(stepper.batch(step.state()));
        } else {
          if (slope == null) {
            slope = stepper.after(step, end);
          }
          states.add(stepper.batch(Interpolant.at(tableau, step, slope, wanted[next])));
        }
        next++;
      }
      x = step.state();
    }
    return new Trajectory(wanted, states, stepper.evaluations());
  }
}
