package org.koopflow.parts.sampling;

import org.koopflow.api.Batch;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.VelocityField;

/** x' = 2 cos(3t) x, whose solution is x0 exp(2 sin(3t) / 3); both coordinates alike. */
final class Swinging implements VelocityField {
  static final Batch START = Batch.ofDoubles(2, 2, 1, -2, 0.5, 3);

  int calls;

  @Override
  public Space space() {
    return Space.of(2);
  }

  @Override
  public Batch velocity(Batch t, Batch x) {
    calls++;
    double[] v = x.doubles().clone();
    for (int i = 0; i < v.length; i++) {
      v[i] *= 2 * Math.cos(3 * t.get(i / 2, 0));
    }
    return Batch.ofDoubles(x.rows(), 2, v);
  }

  /** Largest distance of states from where {@link #START} at one time is at another. */
  static double error(Batch states, double from, double to) {
    return error(states, from, to, 0);
  }

  /** The same, each entry relative to one plus its size, as equal rtol and atol mean it. */
  static double relativeError(Batch states, double from, double to) {
    return error(states, from, to, 1);
  }

  private static double error(Batch states, double from, double to, double relative) {
    double growth = Math.exp(2 * (Math.sin(3 * to) - Math.sin(3 * from)) / 3);
    double worst = 0;
    for (int i = 0; i < 4; i++) {
      double exact = growth * START.get(i / 2, i % 2);
      double gap = Math.abs(states.get(i / 2, i % 2) - exact);
      worst = Math.max(worst, gap / (1 + relative * Math.abs(exact)));
    }
    return worst;
  }
}
