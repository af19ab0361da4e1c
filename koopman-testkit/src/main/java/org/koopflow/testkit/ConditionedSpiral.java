package org.koopflow.testkit;

import java.util.List;
import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.VelocityField;

/**
 * {@link SpiralFlow} of rows that carry a condition, which it knows nothing of: what flows must
 * flow as it does without one, and the condition must stay what it is.
 */
final class ConditionedSpiral implements LinearFlow {
  static final Space SPACE = Space.of(SpiralFlow.DIMENSION).withConditions(2);

  private final LinearFlow plain = SpiralFlow.linear();

  /** One class after the other. */
  static Batch rows(Batch x) {
    float[] classes = new float[2 * x.rows()];
    for (int row = 0; row < x.rows(); row++) {
      classes[2 * row + row % 2] = 1;
    }
    Batch condition = Batch.of(x.rows(), 2, classes).to(x.precision());
    return SPACE.join(x, Optional.of(condition));
  }

  static VelocityField velocity() {
    return new VelocityField() {
      @Override
      public Space space() {
        return SPACE;
      }

      @Override
      public Batch velocity(Batch t, Batch x) {
        return SPACE.moving(SpiralFlow.velocity().velocity(t, SPACE.state(x)));
      }
    };
  }

  @Override
  public StateLayout layout() {
    return new StateLayout(SPACE.conditions(), SpiralFlow.DIMENSION);
  }

  @Override
  public Space space() {
    return SPACE;
  }

  @Override
  public Matrix generator() {
    Matrix inner = plain.generator();
    int n = layout().dimension();
    double[] all = new double[n * n];
    for (int i = 0; i < inner.rows(); i++) {
      for (int j = 0; j < inner.columns(); j++) {
        all[place(i) * n + place(j)] = inner.get(i, j);
      }
    }
    return Matrix.of(n, n, all);
  }

  /** Where a coordinate without a condition stands with one. */
  private int place(int index) {
    int first = plain.layout().affine();
    return index < first ? index : index - first + layout().affine();
  }

  private Batch with(Batch z, Batch condition) {
    int first = plain.layout().affine();
    return Batch.beside(List.of(z.columns(0, first), condition, z.columns(first, z.columns())));
  }

  private Batch without(Batch z) {
    int first = plain.layout().affine();
    return Batch.beside(List.of(z.columns(0, first), z.columns(layout().affine(), z.columns())));
  }

  @Override
  public Batch lift(double t, Batch x) {
    return with(plain.lift(t, SPACE.state(x)), SPACE.condition(x).orElseThrow());
  }

  @Override
  public Batch advance(Batch z, double duration) {
    return with(plain.advance(without(z), duration), layout().condition(z).orElseThrow());
  }

  @Override
  public Batch decode(Batch z) {
    return SPACE.join(plain.decode(without(z)), layout().condition(z));
  }

  @Override
  public Batch transport(Batch x, double from, double to) {
    return decode(advance(lift(from, x), to - from));
  }

  @Override
  public void close() {
    plain.close();
  }
}
