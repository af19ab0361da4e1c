package org.koopflow.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.VelocityField;

class TrajectoryPointsTest {
  /** v = 3 t x, which tells whether t, x and v of a row belong together. */
  private static final VelocityField FIELD =
      new VelocityField() {
        @Override
        public Space space() {
          return Space.of(1);
        }

        @Override
        public Batch velocity(Batch t, Batch x) {
          float[] v = new float[x.rows()];
          for (int i = 0; i < v.length; i++) {
            v[i] = 3 * t.floats()[i] * x.floats()[i];
          }
          return Batch.of(v.length, 1, v);
        }
      };

  @Test
  void everyStepSeesManyTimesAndNoPointTwice() {
    int[] drawn = {0};
    TrajectorySource pool =
        new TrajectorySource() {
          @Override
          public void renew(int step) {}

          @Override
          public Draw draw(int size, java.util.random.RandomGenerator generator) {
            float[] x = new float[size];
            for (int i = 0; i < size; i++) {
              x[i] = ++drawn[0];
            }
            Batch states = Batch.of(size, 1, x);
            return new Draw(states, drawn[0] / (32.0 * size), states, states);
          }
        };
    TrajectoryPoints points =
        new TrajectoryPoints(pool, FIELD, 32, new RandomStreams(1).stream("points"));
    Set<Float> seen = new HashSet<>();
    for (int step = 0; step < 32; step++) {
      Points made = points.next();
      Map<Float, Integer> times = new HashMap<>();
      for (int i = 0; i < 32; i++) {
        float t = made.t().floats()[i];
        float x = made.x().floats()[i];
        times.merge(t, 1, Integer::sum);
        assertThat(seen.add(x)).isTrue();
        assertThat(made.velocity().orElseThrow().floats()[i]).isEqualTo(3 * t * x);
      }
      // Sixteen draws, each with a time of its own, share the 32 rows evenly.
      assertThat(times).hasSize(16).allSatisfy((t, count) -> assertThat(count).isEqualTo(2));
    }
    assertThat(seen).hasSize(1024);
  }
}
