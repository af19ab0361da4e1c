package org.koopflow.teacher.rectified;

import java.util.ArrayList;
import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.teacher.VelocityField;

/**
 * Where a flow takes noise, and how straight it goes there: the expected squared deviation of the
 * velocity from the chord, {@code E int_0^1 |(x_1 - x_0) - v(t, x_t)|^2 dt} along the flow's own
 * trajectories (Liu et al. 2023, section 2.2), by the trapezoidal rule over the steps of the
 * solver. 0 is a flow that one Euler step follows exactly.
 *
 * @param pairs noise and its images
 * @param straightness the deviation, summed over coordinates
 */
record Chords(Pairs pairs, double straightness) {
  /** Rows that pass through a field at a time, to bound the memory it takes. */
  private static final int BLOCK = 10_000;

  /**
   * Integrates by the classical Runge-Kutta method of order 4.
   *
   * @param field the flow
   * @param noise where to begin, whole rows, at least one row
   * @param steps equal steps from noise to data
   */
  static Chords follow(VelocityField field, Batch noise, int steps) {
    List<Batch> images = new ArrayList<>();
    double sum = 0;
    for (int from = 0; from < noise.rows(); from += BLOCK) {
      Batch block = noise.rows(from, Math.min(noise.rows(), from + BLOCK));
      Walk walk = new Walk(field, block);
      walk.go(steps);
      images.add(walk.state());
      sum += walk.deviation();
    }
    return new Chords(new Pairs(noise, Batch.stack(images)), sum / noise.rows());
  }

  /** One block of rows on its way, in double precision between evaluations. */
  private static final class Walk {
    private final VelocityField field;
    private final int rows;
    private final int d;
    private final double[] start;
    private final double[] x;
    private final double[] meanVelocity;
    private double meanSquare;

    Walk(VelocityField field, Batch noise) {
      this.field = field;
      this.rows = noise.rows();
      this.d = noise.columns();
      this.start = noise.doubles();
      this.x = start.clone();
      this.meanVelocity = new double[x.length];
    }

    void go(int steps) {
      double h = (FlowTime.DATA - FlowTime.NOISE) / steps;
      for (int k = 0; k < steps; k++) {
        double t = FlowTime.NOISE + k * h;
        double[] k1 = velocity(t, x, 0, x);
        note(k1, k == 0 ? h / 2 : h);
        double[] k2 = velocity(t + h / 2, x, h / 2, k1);
        double[] k3 = velocity(t + h / 2, x, h / 2, k2);
        double[] k4 = velocity(t + h, x, h, k3);
        for (int i = 0; i < x.length; i++) {
          x[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
        }
      }
      note(velocity(FlowTime.DATA, x, 0, x), h / 2);
    }

    private double[] velocity(double t, double[] from, double step, double[] direction) {
      float[] at = new float[from.length];
      for (int i = 0; i < at.length; i++) {
        at[i] = (float) (from[i] + step * direction[i]);
      }
      return field.velocity(t, Batch.of(rows, d, at)).doubles();
    }

    private void note(double[] velocity, double weight) {
      for (int i = 0; i < velocity.length; i++) {
        meanVelocity[i] += weight * velocity[i];
        meanSquare += weight * velocity[i] * velocity[i];
      }
    }

    Batch state() {
      return Batch.of(rows, d, Batch.ofDoubles(rows, d, x).floats());
    }

    /** Sum over rows of the mean of |v - chord|^2, whose weights over time sum to 1. */
    double deviation() {
      double deviation = meanSquare;
      for (int i = 0; i < x.length; i++) {
        double chord = x[i] - start[i];
        deviation += chord * (chord - 2 * meanVelocity[i]);
      }
      return Math.max(0, deviation);
    }
  }
}
