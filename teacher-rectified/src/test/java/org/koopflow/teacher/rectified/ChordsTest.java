package org.koopflow.teacher.rectified;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.VelocityField;

class ChordsTest {
  private static final Batch NOISE =
      RandomStreams.normal(10_500, 2, new RandomStreams(1).stream("noise"));

  /** A field in the plane whose coordinates are functions of the state alone. */
  private static VelocityField field(DoubleBinaryOperator first, DoubleBinaryOperator second) {
    return new VelocityField() {
      @Override
      public Space space() {
        return Space.of(2);
      }

      @Override
      public Batch velocity(Batch t, Batch x) {
        double[] v = new double[x.size()];
        for (int i = 0; i < x.rows(); i++) {
          v[2 * i] = first.applyAsDouble(x.get(i, 0), x.get(i, 1));
          v[2 * i + 1] = second.applyAsDouble(x.get(i, 0), x.get(i, 1));
        }
        return Batch.ofDoubles(x.rows(), 2, v);
      }
    };
  }

  @Test
  void aUniformFlowIsStraight() {
    Chords chords = Chords.follow(field((x, y) -> 2, (x, y) -> -1), NOISE, 7);
    assertThat(chords.straightness()).isCloseTo(0, within(1e-10));
    assertThat(chords.pairs().x0()).isEqualTo(NOISE);
    for (int i = 0; i < NOISE.rows(); i++) {
      assertThat(chords.pairs().x1().get(i, 0)).isCloseTo(NOISE.get(i, 0) + 2, within(1e-6));
      assertThat(chords.pairs().x1().get(i, 1)).isCloseTo(NOISE.get(i, 1) - 1, within(1e-6));
    }
  }

  /** On a circle the speed is w r and the chord 2 r sin(w / 2), whatever the steps. */
  @Test
  void aRotationIsAsCrookedAsItsChordsAreShort() {
    double w = 1.3;
    Chords chords = Chords.follow(field((x, y) -> -w * y, (x, y) -> w * x), NOISE, 40);
    double squares = 0;
    for (double x : NOISE.doubles()) {
      squares += x * x / NOISE.rows();
    }
    double sin = Math.sin(w / 2);
    assertThat(chords.straightness())
        .isCloseTo(squares * (w * w - 4 * sin * sin), within(1e-3 * squares));
    for (int i = 0; i < 100; i++) {
      double expected = Math.cos(w) * NOISE.get(i, 0) - Math.sin(w) * NOISE.get(i, 1);
      assertThat(chords.pairs().x1().get(i, 0)).isCloseTo(expected, within(2e-6));
    }
  }

  @Test
  void theSolverHasOrderFour() {
    VelocityField growth = field((x, y) -> x, (x, y) -> -y * y / 4);
    double[] error = new double[2];
    for (int k = 0; k < 2; k++) {
      Batch one = Batch.of(1, 2, 1, 1);
      Batch end = Chords.follow(growth, one, k + 1).pairs().x1();
      error[k] = Math.abs(end.get(0, 0) - Math.E);
    }
    assertThat(error[0] / error[1]).isBetween(10.0, 20.0);
  }

  @Test
  void pairsSurviveBeingLaidSideBySide() {
    Pairs pairs = new Pairs(NOISE.rows(0, 5), NOISE.rows(5, 10));
    assertThat(Pairs.of(pairs.sideBySide())).isEqualTo(pairs);
  }

  @Test
  void pointsLieOnTheLinesOfTheirPairs() {
    Pairs pairs = new Pairs(NOISE.rows(0, 500), NOISE.rows(500, 1000));
    PathBatch points = pairs.points(new RandomStreams(2).stream("t"));
    double mean = 0;
    for (int i = 0; i < 500; i++) {
      double t = points.t().get(i, 0);
      mean += t / 500;
      for (int j = 0; j < 2; j++) {
        double x0 = pairs.x0().get(i, j);
        double x1 = pairs.x1().get(i, j);
        assertThat(points.target().get(i, j)).isCloseTo(x1 - x0, within(1e-6));
        assertThat(points.x().get(i, j)).isCloseTo((1 - t) * x0 + t * x1, within(1e-6));
      }
    }
    assertThat(mean).isCloseTo(0.5, within(0.07));
    PathBatch beginnings = pairs.beginnings();
    assertThat(beginnings.x()).isEqualTo(pairs.x0());
    assertThat(beginnings.t()).isEqualTo(Batch.zeros(500, 1));
    assertThat(beginnings.target()).isEqualTo(points.target());
  }
}
