package com.example.stranger;

import java.util.ArrayList;
import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.api.teacher.VelocityField;

/**
 * Ralston's method (1962), of all those of order 2 with two stages the one with the smallest bound
 * on its error: a look ahead at two thirds of the step, and a step along a quarter of the first
 * velocity and three quarters of the second.
 */
public final class RalstonProvider implements SamplerProvider<RalstonProvider.Settings> {
  private static final String NAME = "ralston";

  /**
   * How fine.
   *
   * @param steps steps from noise to data, at least 1; a few more where wanted times lie between
   */
  public record Settings(int steps) {
    /**
     * Checks the range.
     *
     * @param steps steps from noise to data
     */
    public Settings {
      if (steps < 1) {
        throw new InvalidSettingException("steps", "must be at least 1, got " + steps);
      }
    }
  }

  /** Creates the provider. */
  public RalstonProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Ralston's method, order 2, equal steps";
  }

  @Override
  public Settings defaults() {
    return new Settings(50);
  }

  @Override
  public Sampler create(Settings settings, SampledModel model) {
    return new Ralston(settings.steps, model.requireVelocity(NAME));
  }

  private record Ralston(int steps, VelocityField field) implements Sampler {
    @Override
    public Trajectory sample(Batch noise, double... times) {
      requireAscending(times);
      List<Batch> states = new ArrayList<>();
      double t = FlowTime.NOISE;
      Batch x = noise;
      int evaluations = 0;
      for (double time : times) {
        // As many equal steps as it takes to meet the wanted time.
        int count = (int) Math.ceil((time - t) * steps);
        double h = (time - t) / count;
        for (int k = 0; k < count; k++) {
          x = step(t + k * h, h, x);
        }
        t = time;
        states.add(x);
        evaluations += 2 * count;
      }
      return new Trajectory(times, states, evaluations);
    }

    private static void requireAscending(double[] times) {
      if (times.length == 0) {
        throw new SpecificationException("a sampler needs at least one time, got none");
      }
      double before = FlowTime.NOISE;
      for (double time : times) {
        if (FlowTime.require(time) < before) {
          throw new SpecificationException("times must ascend, got " + time + " after " + before);
        }
        before = time;
      }
    }

    private Batch step(double t, double h, Batch x) {
      Batch first = field.velocity(t, x);
      Batch second = field.velocity(t + 2 * h / 3, moved(x, 2 * h / 3, first, 0, first));
      return moved(x, h / 4, first, 3 * h / 4, second);
    }

    /** {@code x + a u + b v}, in the precision of x. */
    private static Batch moved(Batch x, double a, Batch u, double b, Batch v) {
      double[] sum = x.doubles().clone();
      double[] along = u.doubles();
      double[] also = v.doubles();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += a * along[i] + b * also[i];
      }
      return Batch.ofDoubles(x.rows(), x.columns(), sum).to(x.precision());
    }
  }
}
