package org.koopflow.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Progress;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.core.spec.PoolSettings;
import org.koopflow.parts.sampling.FixedStepProvider;

class TrajectoryPoolTest {
  /** x' = (2, -1): x_s = x_0 + s (2, -1), which every solver integrates exactly. */
  private static final VelocityField CONSTANT =
      new VelocityField() {
        @Override
        public Space space() {
          return Space.of(2);
        }

        @Override
        public Batch velocity(Batch t, Batch x) {
          float[] v = new float[x.size()];
          for (int i = 0; i < v.length; i++) {
            v[i] = i % 2 == 0 ? 2 : -1;
          }
          return Batch.of(x.rows(), 2, v);
        }
      };

  private static TrajectoryPool pool(double renewal, int seed) {
    Sampler solver =
        new FixedStepProvider.Heun()
            .create(new FixedStepProvider.Settings(4), SampledModel.of(CONSTANT));
    PoolSettings settings = new PoolSettings(40, 10, 3, renewal, Selection.of("heun"));
    TrajectoryPool pool =
        new TrajectoryPool(
            settings,
            solver,
            (count, random) -> RandomStreams.normal(count, 2, random),
            new RandomStreams(seed));
    pool.fill(Progress.SILENT);
    return pool;
  }

  private static Set<Double> noise(TrajectoryPool pool) {
    Set<Double> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      Batch x0 = pool.draw(10, new RandomStreams(i).stream("draw")).x0();
      for (int row = 0; row < 10; row++) {
        seen.add(x0.get(row, 0));
      }
    }
    return seen;
  }

  @Test
  void drawsLieOnTrajectories() {
    TrajectoryPool pool = pool(0, 1);
    Set<Double> times = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      TrajectorySource.Draw draw = pool.draw(7, new RandomStreams(i).stream("draw"));
      times.add(draw.s());
      for (int row = 0; row < 7; row++) {
        for (int k = 0; k < 2; k++) {
          double speed = k == 0 ? 2 : -1;
          assertThat(draw.xs().get(row, k) - draw.x0().get(row, k))
              .isCloseTo(draw.s() * speed, within(1e-5));
          assertThat(draw.x1().get(row, k) - draw.x0().get(row, k)).isCloseTo(speed, within(1e-5));
        }
      }
    }
    // Four blocks with three times each, one in every third of the horizon.
    assertThat(times).hasSize(12);
    assertThat(times.stream().filter(t -> t < 1 / 3.).count()).isEqualTo(4);
    assertThat(times.stream().filter(t -> t > 2 / 3.).count()).isEqualTo(4);
  }

  @Test
  void renewalReplacesTheOldestAtTheGivenRate() {
    TrajectoryPool pool = pool(0.5, 1);
    Set<Double> before = noise(pool);
    assertThat(before).hasSize(40);
    pool.renew(999);
    Set<Double> half = noise(pool);
    half.retainAll(before);
    assertThat(half).hasSize(30);
    pool.renew(2000);
    Set<Double> none = noise(pool);
    none.retainAll(before);
    assertThat(none).isEmpty();
  }

  @Test
  void aPoolWithoutRenewalStaysAsItIs() {
    TrajectoryPool pool = pool(0, 1);
    Set<Double> before = noise(pool);
    pool.renew(100_000);
    assertThat(noise(pool)).isEqualTo(before);
  }

  @Test
  void theSeedDeterminesThePool() {
    assertThat(noise(pool(0, 3))).isEqualTo(noise(pool(0, 3))).isNotEqualTo(noise(pool(0, 4)));
  }
}
