package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.Precision;
import org.koopflow.api.koopman.LinearFlow;

/** What holds for every linear flow, whether it was trained, cut down or written by hand. */
public interface LinearFlowContract {
  /**
   * The flow under test.
   *
   * @return a new one, which is closed here
   */
  LinearFlow flow();

  /**
   * How far a state may be from where the generator takes it, as a share of one plus the largest
   * entry.
   *
   * @return 1e-5 unless overridden, which is enough for single precision
   */
  default double tolerance() {
    return 1e-5;
  }

  private static Batch states(LinearFlow flow) {
    return Samples.normal(5, flow.space().columns(), "flow");
  }

  private static double[] durations() {
    return new double[] {0.7, 0, 0.25, -0.5, 0.25, 1};
  }

  /** Lifted states are laid out as promised, and decoded states have the dimension of states. */
  @Test
  default void fitsItsLayout() {
    try (LinearFlow flow = flow()) {
      assertThat(flow.layout().require(flow.generator()).isFinite()).isTrue();
      Batch z = flow.lift(0.25, states(flow));
      assertThat(z.rows()).isEqualTo(5);
      assertThat(z.columns()).isEqualTo(flow.layout().dimension());
      Samples.assertClose(flow.layout().one(z), Batch.filled(5, 1, 1), tolerance());
      Samples.assertClose(flow.layout().time(z), Batch.filled(5, 1, 0.25), tolerance());
      Batch x = flow.decode(z);
      assertThat(x.rows()).isEqualTo(5);
      assertThat(x.columns()).isEqualTo(flow.space().columns());
      assertThat(x.isFinite()).isTrue();
    }
  }

  /** Lifted states move by the exponential of the generator, which here is a product of series. */
  @Test
  default void movesByItsGenerator() {
    try (LinearFlow flow = flow()) {
      Batch z = flow.lift(0, states(flow));
      for (double duration : durations()) {
        Batch expected = moved(flow.generator().times(duration), Matrix.of(z)).toBatch();
        Samples.assertClose(flow.advance(z, duration), expected, tolerance());
      }
    }
  }

  /** {@code z e^{a^T}} for rows z. */
  private static Matrix moved(Matrix a, Matrix z) {
    int steps = 1 + (int) a.norm1();
    Matrix step = a.transpose().times(1.0 / steps);
    Matrix moved = z;
    for (int i = 0; i < steps; i++) {
      Matrix term = moved;
      for (int k = 1; k <= 20; k++) {
        term = term.times(step).times(1.0 / k);
        moved = moved.plus(term);
      }
    }
    return moved;
  }

  /** Many durations at once are the durations one by one, in the order asked for. */
  @Test
  default void servesManyDurations() {
    try (LinearFlow flow = flow()) {
      Batch z = flow.lift(0.25, states(flow));
      double[] durations = durations();
      List<Batch> all = flow.advance(z, durations);
      assertThat(durations).as("durations afterwards").containsExactly(durations());
      assertThat(all).hasSize(durations.length);
      for (int i = 0; i < durations.length; i++) {
        Samples.assertClose(all.get(i), flow.advance(z, durations[i]), 1e-6);
      }
      assertThat(flow.advance(z, new double[0])).isEmpty();
    }
  }

  /** One pass is lifting, moving and decoding in turn, forward and backward. */
  @Test
  default void transportsInOnePass() {
    try (LinearFlow flow = flow()) {
      for (double[] way : new double[][] {{0, 1}, {0.25, 0.75}, {0.75, 0.25}, {0.5, 0.5}}) {
        Batch parts = flow.decode(flow.advance(flow.lift(way[0], states(flow)), way[1] - way[0]));
        Samples.assertClose(flow.transport(states(flow), way[0], way[1]), parts, tolerance());
      }
    }
  }

  /** Rows do not see one another, however many there are. */
  @Test
  default void treatsRowsAlone() {
    try (LinearFlow flow = flow()) {
      Batch x = Samples.normal(40, flow.space().columns(), "flow rows");
      Batch z = flow.lift(0.25, x);
      Batch moved = flow.advance(z, 0.5);
      Batch ends = flow.transport(x, 0.25, 0.75);
      for (int row : new int[] {0, 17, 39}) {
        Batch one = x.rows(row, row + 1);
        Batch lifted = flow.lift(0.25, one);
        Samples.assertClose(lifted, z.rows(row, row + 1), tolerance());
        Samples.assertClose(flow.advance(lifted, 0.5), moved.rows(row, row + 1), tolerance());
        Samples.assertClose(flow.transport(one, 0.25, 0.75), ends.rows(row, row + 1), tolerance());
      }
    }
  }

  /** It takes states of both precisions, and leaves them as they were. */
  @Test
  default void takesBothPrecisions() {
    try (LinearFlow flow = flow()) {
      Batch x = states(flow);
      Batch single = flow.transport(x, 0, 1);
      Samples.assertClose(flow.transport(x.to(Precision.FLOAT64), 0, 1), single, tolerance());
      Samples.assertSameBits(x, states(flow));
    }
  }
}
