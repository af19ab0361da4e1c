package org.koopflow.core.sampling;

import java.util.ArrayList;
import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.api.teacher.VelocityField;

/**
 * Integrates the velocity field with equal steps over the whole horizon. Wanted times between the
 * ends of a step are read from the cubic Hermite interpolant, at no further evaluation but, for a
 * wanted time inside the very last step, that of its end.
 */
final class FixedStepSampler implements Sampler {
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
    double[] wanted = Times.require(times);
    Stepper stepper = new Stepper(tableau, field, noise.precision(), noise.rows());
    double h = (FlowTime.DATA - FlowTime.NOISE) / steps;
    double[] x = noise.doubles();
    double[] slope = null;
    List<Batch> states = new ArrayList<>();
    int next = 0;
    while (next < wanted.length && wanted[next] == FlowTime.NOISE) {
      states.add(noise);
      next++;
    }
    for (int k = 0; next < wanted.length; k++) {
      double t = FlowTime.NOISE + k * h;
      double end = k == steps - 1 ? FlowTime.DATA : FlowTime.NOISE + (k + 1) * h;
      if (slope == null) {
        slope = stepper.velocity(t, x);
      }
      Stepper.Step step = stepper.step(t, x, slope, end - t);
      double[] after = step.slope();
      while (next < wanted.length && wanted[next] <= end) {
        if (wanted[next] == end) {
          states.add(stepper.batch(step.state()));
        } else {
          if (after == null) {
            after = stepper.velocity(end, step.state());
          }
          double[] between = Hermite.between(t, x, slope, end, step.state(), after, wanted[next]);
          states.add(stepper.batch(between));
        }
        next++;
      }
      x = step.state();
      slope = after;
    }
    return new Trajectory(wanted, states, stepper.evaluations());
  }
}
