package org.koopflow.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Progress;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.objective.Need;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.Teacher.Capability;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.core.model.FittedTeacher;
import org.koopflow.core.spec.PoolSettings;
import org.koopflow.core.testing.ShiftedTeacher;
import org.koopflow.parts.sampling.FixedStepProvider;

/**
 * A flow that is solved for takes noise and path from its fitted teacher, and from nowhere else.
 */
class SolvedFlowTest {
  private static final TrainingRows DATA = TrainingRows.of(Batch.of(2, 2, 1, 2, 3, 4));
  private static final double PLACE = -7;

  private final List<String> stages = new ArrayList<>();
  private final List<Double> seconds = new ArrayList<>();

  private static RandomGenerator generator() {
    return new RandomStreams(3).stream("flow");
  }

  private PoolPlan plan() {
    Progress progress =
        new Progress() {
          @Override
          public void begin(String stage, long total) {
            stages.add(stage);
          }
        };
    PoolSettings settings = new PoolSettings(128, 32, 3, 0, Selection.of("heun"));
    return new PoolPlan(settings, new RandomStreams(5), progress, seconds::add);
  }

  /** Heun's steps are exact for a velocity that grows with time. */
  private static SolvedFlow flow(ShiftedTeacher teacher, Optional<PoolPlan> plan) {
    FittedTeacher fitted = teacher.fitted(PLACE);
    return new SolvedFlow(
        fitted,
        new FixedStepProvider.Heun()
            .create(
                new FixedStepProvider.Settings(4),
                SampledModel.of(fitted.velocity().orElseThrow())),
        DATA,
        plan);
  }

  private static ShiftedTeacher whole() {
    return new ShiftedTeacher(EnumSet.allOf(Capability.class));
  }

  private static ShiftedTeacher pathless() {
    return new ShiftedTeacher(EnumSet.of(Capability.VELOCITY));
  }

  /** Rows are teacher's noise: N((10, 0), I), of which 5 deviations are 5. */
  private static void assertNoise(Batch rows) {
    double[] mean = new double[2];
    for (int i = 0; i < rows.rows(); i++) {
      assertThat(rows.get(i, 0)).isCloseTo(ShiftedTeacher.SHIFT, within(5.0));
      assertThat(rows.get(i, 1)).isCloseTo(0, within(5.0));
      mean[0] += rows.get(i, 0) / rows.rows();
      mean[1] += rows.get(i, 1) / rows.rows();
    }
    double five = 5 / Math.sqrt(rows.rows());
    assertThat(mean[0]).isCloseTo(ShiftedTeacher.SHIFT, within(five));
    assertThat(mean[1]).isCloseTo(0, within(five));
  }

  private static void assertOnTrajectories(Batch starts, double t, Batch states) {
    for (int i = 0; i < starts.rows(); i++) {
      double[] exact = ShiftedTeacher.exact(starts.get(i, 0), starts.get(i, 1), t);
      assertThat(states.get(i, 0)).isCloseTo(exact[0], within(1e-5));
      assertThat(states.get(i, 1)).isCloseTo(exact[1], within(1e-5));
    }
  }

  @Test
  void noiseIsTheTeachers() {
    SolvedFlow flow = flow(whole(), Optional.empty());
    Batch noise = flow.noise(500, generator());
    assertNoise(noise);
    FittedTeacher fitted = whole().fitted(PLACE);
    assertThat(noise).isEqualTo(fitted.noise(500, generator()));
    assertThat(flow.space()).isEqualTo(Space.of(2));
    assertThat(flow.offers()).containsExactlyInAnyOrder(Need.values());
    assertThat(flow.sampler()).isPresent();
    assertThat(flow.times(5)).containsExactly(0, 0.25, 0.5, 0.75, 1);
  }

  @Test
  void whatIsFollowedStartsFromTheTeachersNoise() {
    Taught taught = flow(whole(), Optional.empty()).follow(2500, new double[] {0.3}, generator());
    assertThat(taught.starts()).isEqualTo(whole().fitted(PLACE).noise(2500, generator()));
    assertThat(taught.trajectory().times()).containsExactly(0.3, 1);
    assertOnTrajectories(taught.starts(), 0.3, taught.trajectory().states().get(0));
    assertOnTrajectories(taught.starts(), 1, taught.trajectory().last());
  }

  /** What was looked at on the way is not counted, nor are more rows solved for than that takes. */
  @Test
  void evaluationsAreThoseToTheEndAlone() {
    List<Integer> rows = new ArrayList<>();
    Sampler counting =
        (noise, times) -> {
          rows.add(noise.rows());
          return new Trajectory(times, Collections.nCopies(times.length, noise), 10 * times.length);
        };
    SolvedFlow flow = new SolvedFlow(whole().fitted(PLACE), counting, DATA, Optional.empty());
    Taught taught = flow.follow(2500, new double[] {0.3, 0.6}, generator());
    assertThat(taught.trajectory().times()).containsExactly(0.3, 0.6, 1);
    assertThat(taught.evaluations()).hasValue(10);
    assertThat(rows).containsExactly(2500, 1000);
    flow.follow(40, new double[] {0.3}, generator());
    assertThat(rows).containsExactly(2500, 1000, 40, 40);
  }

  @Test
  void theEndIsAddedWhereItIsNotAskedFor() {
    SolvedFlow flow = flow(whole(), Optional.empty());
    double[][] asked = {{}, {0}, {0.5, 1}, {1}};
    double[][] given = {{1}, {0, 1}, {0.5, 1}, {1}};
    for (int i = 0; i < asked.length; i++) {
      Taught taught = flow.follow(3, asked[i], generator());
      assertThat(taught.trajectory().times()).containsExactly(given[i]);
      assertOnTrajectories(taught.starts(), 1, taught.trajectory().last());
    }
  }

  @Test
  void thePoolStartsFromTheTeachersNoise() {
    SolvedFlow flow = flow(whole(), Optional.of(plan()));
    TrajectorySource pool = flow.trajectories();
    List<Batch> starts = new ArrayList<>();
    RandomGenerator random = generator();
    for (int i = 0; i < 20; i++) {
      TrajectorySource.Draw draw = pool.draw(25, random);
      starts.add(draw.x0());
      assertOnTrajectories(draw.x0(), draw.s(), draw.xs());
      assertOnTrajectories(draw.x0(), 1, draw.x1());
    }
    Set<Double> distinct = new HashSet<>();
    for (Batch part : starts) {
      for (int row = 0; row < part.rows(); row++) {
        assertThat(part.get(row, 0)).isCloseTo(ShiftedTeacher.SHIFT, within(5.0));
        distinct.add(part.get(row, 0));
      }
    }
    assertThat(distinct).hasSizeBetween(100, 128);
  }

  @Test
  void thePoolIsFilledOnceAndOnlyWhereItIsPlanned() {
    SolvedFlow flow = flow(whole(), Optional.of(plan()));
    flow.points(4, generator());
    flow.pointSource(4, generator()).next();
    assertThat(stages).isEmpty();
    assertThat(flow.trajectories()).isSameAs(flow.trajectories());
    assertThat(stages).containsExactly("pool");
    assertThat(seconds).hasSize(1).allSatisfy(s -> assertThat(s).isNotNegative());
    assertThatThrownBy(() -> flow(whole(), Optional.empty()).trajectories())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no pool is planned");
  }

  private static void assertVelocities(Points points) {
    Batch velocity = points.velocity().orElseThrow();
    for (int i = 0; i < points.x().rows(); i++) {
      assertThat(velocity.get(i, 0)).isEqualTo(2);
      assertThat(velocity.get(i, 1)).isCloseTo(3 * points.t().get(i, 0), within(1e-6));
    }
  }

  @Test
  void pointsAreOfThePathOfTheFittedTeacher() {
    ShiftedTeacher teacher = whole();
    Points points = flow(teacher, Optional.of(plan())).points(50, generator());
    for (int i = 0; i < 50; i++) {
      assertThat(points.x().get(i, 0)).isEqualTo(PLACE);
      assertThat(points.x().get(i, 1)).isEqualTo(i + 1);
    }
    assertVelocities(points);
    assertThat(teacher.draws()).containsExactly(50);
  }

  @Test
  void pointsForTrainingAreDealtWithoutRepetition() {
    ShiftedTeacher teacher = whole();
    PointSource source = flow(teacher, Optional.of(plan())).pointSource(8, generator());
    Set<Double> seen = new HashSet<>();
    for (int step = 0; step < 40; step++) {
      Points points = source.next();
      assertThat(points.x().rows()).isEqualTo(8);
      assertVelocities(points);
      for (int i = 0; i < 8; i++) {
        assertThat(points.x().get(i, 0)).isEqualTo(PLACE);
        assertThat(seen.add(points.x().get(i, 1))).isTrue();
      }
    }
    // None is left out either: 40 steps are two draws and a half.
    assertThat(seen).hasSize(320);
    assertThat(Collections.max(seen)).isEqualTo(320);
    assertThat(teacher.draws()).containsExactly(128, 128, 128);
  }

  private static void assertComesFromNoise(Points points) {
    int rows = points.x().rows();
    float[] starts = new float[2 * rows];
    for (int i = 0; i < rows; i++) {
      double[] moved = ShiftedTeacher.exact(0, 0, points.t().get(i, 0));
      for (int k = 0; k < 2; k++) {
        starts[2 * i + k] = (float) (points.x().get(i, k) - moved[k]);
      }
    }
    assertNoise(Batch.of(rows, 2, starts));
    assertVelocities(points);
  }

  /** With no pool there are fresh trajectories: a time in each of 32 parts of the horizon. */
  @Test
  void whereThereIsNoPathPointsAreOfFreshTrajectories() {
    ShiftedTeacher teacher = pathless();
    Points points = flow(teacher, Optional.empty()).points(640, generator());
    assertComesFromNoise(points);
    for (int i = 0; i < 640; i++) {
      assertThat((int) (32 * points.t().get(i, 0))).isEqualTo(i / 20);
    }
    assertThat(teacher.draws()).isEmpty();
    assertThat(flow(teacher, Optional.empty()).points(5, generator()).x().rows()).isEqualTo(5);
  }

  @Test
  void whereThereIsAPoolPointsAreOfItsTrajectories() {
    ShiftedTeacher teacher = pathless();
    SolvedFlow flow = flow(teacher, Optional.of(plan()));
    Set<Double> ofThePool = new HashSet<>();
    RandomGenerator random = generator();
    for (int i = 0; i < 200; i++) {
      TrajectorySource.Draw draw = flow.trajectories().draw(40, random);
      for (int row = 0; row < 40; row++) {
        ofThePool.add(draw.xs().get(row, 0));
      }
    }
    Points once = flow.points(64, generator());
    Points source = flow.pointSource(64, generator()).next();
    for (Points points : List.of(once, source)) {
      assertThat(points.x().rows()).isEqualTo(64);
      assertVelocities(points);
      for (int i = 0; i < 64; i++) {
        assertThat(ofThePool).contains(points.x().get(i, 0));
      }
    }
    assertThat(stages).containsExactly("pool");
  }
}
