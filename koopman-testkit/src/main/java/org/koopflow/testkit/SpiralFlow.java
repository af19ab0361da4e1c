package org.koopflow.testkit;

import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.VelocityField;

/**
 * A flow known in closed form, both as a velocity field and as a linear flow: two coordinates turn
 * and shrink, {@code (x, y)' = [[-d, -w], [w, -d]] (x, y)}, and a third is driven by time alone,
 * {@code u' = c t}. Lifted it is {@code [1, t, x, y, u]}.
 */
public final class SpiralFlow {
  /** Dimension of the state. */
  public static final int DIMENSION = 3;

  private static final double SHRINK = 0.5;
  private static final double TURN = 2;
  private static final double DRIVE = 3;

  private SpiralFlow() {}

  /**
   * Where states are after some time, exactly.
   *
   * @param x states at time {@code from}, rows x 3
   * @param from their time
   * @param to the time wanted
   * @return states at time {@code to}, double precision
   */
  public static Batch exact(Batch x, double from, double to) {
    double s = to - from;
    double shrink = Math.exp(-SHRINK * s);
    double[] moved = new double[x.size()];
    for (int row = 0; row < x.rows(); row++) {
      double a = x.get(row, 0);
      double b = x.get(row, 1);
      moved[3 * row] = shrink * (Math.cos(TURN * s) * a - Math.sin(TURN * s) * b);
      moved[3 * row + 1] = shrink * (Math.sin(TURN * s) * a + Math.cos(TURN * s) * b);
      moved[3 * row + 2] = x.get(row, 2) + DRIVE * (to * to - from * from) / 2;
    }
    return Batch.ofDoubles(x.rows(), DIMENSION, moved);
  }

  /**
   * The flow as a velocity field.
   *
   * @return the field, in the precision of the states it is asked for
   */
  public static VelocityField velocity() {
    return new VelocityField() {
      @Override
      public Space space() {
        return Space.of(DIMENSION);
      }

      @Override
      public Batch velocity(Batch t, Batch x) {
        double[] v = new double[x.size()];
        for (int row = 0; row < x.rows(); row++) {
          v[3 * row] = -SHRINK * x.get(row, 0) - TURN * x.get(row, 1);
          v[3 * row + 1] = TURN * x.get(row, 0) - SHRINK * x.get(row, 1);
          v[3 * row + 2] = DRIVE * t.get(row, 0);
        }
        return Batch.ofDoubles(x.rows(), DIMENSION, v).to(x.precision());
      }
    };
  }

  /**
   * The flow as a linear one.
   *
   * @return the flow, in the precision of the states it is asked for
   */
  public static LinearFlow linear() {
    return new Linear();
  }

  private static final class Linear implements LinearFlow {
    @Override
    public StateLayout layout() {
      return new StateLayout(DIMENSION);
    }

    @Override
    public Space space() {
      return Space.of(DIMENSION);
    }

    @Override
    public Matrix generator() {
      return Matrix.ofRows(
          new double[] {0, 0, 0, 0, 0},
          new double[] {1, 0, 0, 0, 0},
          new double[] {0, 0, -SHRINK, -TURN, 0},
          new double[] {0, 0, TURN, -SHRINK, 0},
          new double[] {0, DRIVE, 0, 0, 0});
    }

    @Override
    public Batch lift(double t, Batch x) {
      int n = layout().dimension();
      double[] z = new double[x.rows() * n];
      for (int row = 0; row < x.rows(); row++) {
        z[row * n] = 1;
        z[row * n + 1] = t;
        for (int k = 0; k < DIMENSION; k++) {
          z[row * n + layout().indexOf(k)] = x.get(row, k);
        }
      }
      return Batch.ofDoubles(x.rows(), n, z).to(x.precision());
    }

    @Override
    public Batch advance(Batch z, double duration) {
      Batch time = layout().time(z);
      double[] moved = new double[z.size()];
      for (int row = 0; row < z.rows(); row++) {
        double t = time.get(row, 0);
        Batch x = exact(decode(z.rows(row, row + 1)), t, t + duration);
        Batch lifted = lift(t + duration, x);
        System.arraycopy(lifted.doubles(), 0, moved, row * z.columns(), z.columns());
      }
      return Batch.ofDoubles(z.rows(), z.columns(), moved).to(z.precision());
    }

    @Override
    public Batch decode(Batch z) {
      return layout().observables(z);
    }

    @Override
    public Batch transport(Batch x, double from, double to) {
      return exact(x, from, to).to(x.precision());
    }

    @Override
    public void close() {}
  }
}
