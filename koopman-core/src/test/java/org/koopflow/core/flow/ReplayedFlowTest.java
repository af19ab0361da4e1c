package org.koopflow.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.objective.Need;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.Recording;
import org.koopflow.core.testing.ShiftedTeacher;
import org.koopflow.testkit.Failures;

/** Trajectories that were recorded are shown as they are. */
class ReplayedFlowTest {
  private static final double[] TIMES = {0, 0.1, 0.3, 0.7, 1};
  private static final int ROWS = 4;

  /** State {@code (row, t)} at time t. */
  private static Batch state(double t) {
    float[] x = new float[2 * ROWS];
    for (int row = 0; row < ROWS; row++) {
      x[2 * row] = row;
      x[2 * row + 1] = (float) t;
    }
    return Batch.of(ROWS, 2, x);
  }

  private static ReplayedFlow flow(boolean velocities) {
    return flow(velocities, TIMES);
  }

  private static ReplayedFlow flow(boolean velocities, double... times) {
    List<Batch> states = new ArrayList<>();
    List<Batch> slopes = new ArrayList<>();
    for (double t : times) {
      states.add(state(t));
      slopes.add(Batch.stack(java.util.Collections.nCopies(ROWS, Batch.of(1, 2, 0, 1))));
    }
    return new ReplayedFlow(
        new ShiftedTeacher(Set.of()).fitted(0),
        times,
        new Recording.Part(states, velocities ? slopes : List.of()));
  }

  private static RandomGenerator generator() {
    return new RandomStreams(1).stream("flow");
  }

  private record Asked(double[] times, double... given) {}

  static List<Asked> asked() {
    return List.of(
        new Asked(new double[] {}, 1),
        new Asked(new double[] {0.25, 0.69}, 0.3, 0.7, 1),
        // Two that have the same neighbour are one.
        new Asked(new double[] {0.28, 0.31, 0.45}, 0.3, 1),
        // Noise is near 0.01, and data are near 0.99: neither was asked for.
        new Asked(new double[] {0.01, 0.99}, 0.1, 0.7, 1),
        new Asked(new double[] {0}, 0, 1),
        new Asked(new double[] {0, 0.5001, 1}, 0, 0.7, 1),
        new Asked(new double[] {1}, 1),
        new Asked(new double[] {0, 0.1, 0.3, 0.7, 1}, 0, 0.1, 0.3, 0.7, 1));
  }

  @ParameterizedTest
  @MethodSource("asked")
  void recordedTimesNextToThoseWantedAreShown(Asked asked) {
    Taught taught = flow(false).follow(3, asked.times(), generator());
    assertThat(taught.trajectory().times()).containsExactly(asked.given());
    for (int k = 0; k < asked.given().length; k++) {
      assertThat(taught.trajectory().states().get(k)).isEqualTo(state(asked.given()[k]).rows(0, 3));
    }
    assertThat(taught.starts()).isEqualTo(state(0).rows(0, 3));
  }

  @Test
  void thereAreNoMoreTrajectoriesThanWereRecorded() {
    for (int count : new int[] {1, ROWS, ROWS + 1, 1000}) {
      Taught taught = flow(false).follow(count, new double[] {0.3}, generator());
      int rows = Math.min(count, ROWS);
      assertThat(taught.starts()).isEqualTo(state(0).rows(0, rows));
      assertThat(taught.trajectory().last()).isEqualTo(state(1).rows(0, rows));
    }
  }

  @Test
  void nothingIsSolvedAndNothingDrawn() {
    RandomGenerator random = generator();
    Taught taught = flow(true).follow(3, new double[] {0.3}, random);
    assertThat(taught.evaluations()).isEmpty();
    assertThat(taught.trajectory().evaluations()).isZero();
    assertThat(random.nextLong()).isEqualTo(generator().nextLong());
    assertThat(flow(true).sampler()).isEmpty();
  }

  @Test
  void noiseIsTheTeachers() {
    ReplayedFlow flow = flow(false);
    assertThat(flow.starts(3, generator())).isEqualTo(state(TIMES[0]).rows(0, 3));
    assertThat(flow.starts(1000, generator())).isEqualTo(state(TIMES[0]));
    assertThat(flow.noise(20, generator()))
        .isEqualTo(new ShiftedTeacher(Set.of()).fitted(0).noise(20, generator()));
    assertThat(flow.space()).isEqualTo(Space.of(2));
  }

  @Test
  void whatItOffersDependsOnWhetherVelocitiesAreKnown() {
    assertThat(flow(true).offers()).containsExactlyInAnyOrder(Need.values());
    assertThat(flow(false).offers()).containsExactlyInAnyOrder(Need.TRAJECTORIES, Need.POINTS);
    assertThat(flow(true).points(9, generator()).velocity()).isPresent();
    assertThat(flow(true).pointSource(9, generator()).next().velocity()).isPresent();
    assertThat(flow(false).points(9, generator()).velocity()).isEmpty();
    assertThat(flow(false).pointSource(9, generator()).next().velocity()).isEmpty();
  }

  @Test
  void allTimesAreThoseRecordedHoweverManyAreWanted() {
    ReplayedFlow flow = flow(false);
    flow.times(2)[0] = 5;
    assertThat(flow.times(100)).containsExactly(TIMES);
  }

  @Test
  void trajectoriesOfEndsAloneAreShownButNotTrainedOn() {
    ReplayedFlow ends = flow(true, 0, 1);
    assertThat(ends.follow(3, new double[] {0, 0.5}, generator()).trajectory().times())
        .containsExactly(0, 1);
    assertThat(ends.points(9, generator()).x().rows()).isEqualTo(9);
    Failures.assertRefuses(ends::trajectories, "two ends alone", "at least one time between");
  }

  /** Rows of trajectories keep together, and the point between lies at a time between. */
  @Test
  void trajectoriesForTrainingAreRowsOfTheRecording() {
    TrajectorySource source = flow(false).trajectories();
    RandomGenerator random = generator();
    Set<Double> times = new TreeSet<>();
    Set<Double> rows = new TreeSet<>();
    for (int step = 0; step < 50; step++) {
      source.renew(step);
      TrajectorySource.Draw draw = source.draw(5, random);
      times.add(draw.s());
      for (int i = 0; i < 5; i++) {
        double row = draw.x0().get(i, 0);
        rows.add(row);
        assertThat(draw.xs().get(i, 0)).isEqualTo(row);
        assertThat(draw.x1().get(i, 0)).isEqualTo(row);
        assertThat(draw.x0().get(i, 1)).isEqualTo(0);
        assertThat((float) draw.xs().get(i, 1)).isEqualTo((float) draw.s());
        assertThat(draw.x1().get(i, 1)).isEqualTo(1);
      }
    }
    assertThat(times).containsExactly(0.1, 0.3, 0.7);
    assertThat(rows).containsExactly(0.0, 1.0, 2.0, 3.0);
  }
}
