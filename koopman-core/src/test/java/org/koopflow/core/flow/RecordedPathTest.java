package org.koopflow.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.teacher.Recording;

class RecordedPathTest {
  private static final double[] TIMES = {0, 0.1, 0.3, 0.7, 1};

  /** Cubic in time, another for each trajectory and coordinate, told apart by the constant. */
  private static double state(int row, int j, double t) {
    return 10 * row + 5 * j + t * (1 - t * (row + 1)) + j * t * t * t;
  }

  private static double velocity(int row, int j, double t) {
    return 1 - 2 * t * (row + 1) + 3 * j * t * t;
  }

  private static Recording.Part part(boolean velocities) {
    List<Batch> states = new ArrayList<>();
    List<Batch> slopes = new ArrayList<>();
    for (double t : TIMES) {
      float[] x = new float[6];
      float[] v = new float[6];
      for (int i = 0; i < 6; i++) {
        x[i] = (float) state(i / 2, i % 2, t);
        v[i] = (float) velocity(i / 2, i % 2, t);
      }
      states.add(Batch.of(3, 2, x));
      slopes.add(Batch.of(3, 2, v));
    }
    return new Recording.Part(states, velocities ? slopes : List.of());
  }

  @Test
  void cubicsAreFollowedExactlyAtUniformTimes() {
    Points points =
        new RecordedPath(TIMES, part(true)).draw(3000, new RandomStreams(2).stream("points"));
    Set<Integer> rows = new TreeSet<>();
    double mean = 0;
    double square = 0;
    for (int i = 0; i < 3000; i++) {
      double t = points.t().get(i, 0);
      mean += t / 3000;
      square += t * t / 3000;
      int row = (int) Math.round(points.x().get(i, 0) / 10 + 0.2);
      rows.add(row);
      for (int j = 0; j < 2; j++) {
        assertThat(points.x().get(i, j)).isCloseTo(state(row, j, t), within(1e-5));
        assertThat(points.velocity().orElseThrow().get(i, j))
            .isCloseTo(velocity(row, j, t), within(2e-5));
      }
    }
    assertThat(rows).containsExactly(0, 1, 2);
    // Deviations of a uniform time's moments over 3,000 draws: 0.005 each.
    assertThat(mean).isCloseTo(0.5, within(0.02));
    assertThat(square).isCloseTo(1 / 3.0, within(0.02));
  }

  @Test
  void withoutVelocitiesThereAreThePointsThemselves() {
    Points points =
        new RecordedPath(TIMES, part(false)).draw(500, new RandomStreams(2).stream("points"));
    assertThat(points.velocity()).isEmpty();
    Set<Float> times = new TreeSet<>();
    for (int i = 0; i < 500; i++) {
      times.add(points.t().floats()[i]);
      int row = (int) Math.round(points.x().get(i, 0) / 10 + 0.2);
      assertThat(points.x().get(i, 1)).isCloseTo(state(row, 1, points.t().get(i, 0)), within(1e-5));
    }
    assertThat(times).containsExactly(0f, 0.1f, 0.3f, 0.7f, 1f);
  }
}
