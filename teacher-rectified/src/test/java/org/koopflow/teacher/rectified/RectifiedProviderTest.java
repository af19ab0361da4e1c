package org.koopflow.teacher.rectified;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.Teacher.FittedWeights;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.training.Trainer;
import org.koopflow.api.training.TrainingDivergedException;
import org.koopflow.api.training.TrainingSettings;
import org.koopflow.api.training.TrainingTask;
import org.koopflow.testkit.SmallNetworks;
import org.koopflow.testkit.TeacherContract;
import org.koopflow.testkit.reference.ReferenceBackend;

class RectifiedProviderTest implements TeacherContract<RectifiedProvider.Settings> {
  private static final int STEPS = 3;
  private static final Batch DATA =
      RandomStreams.normal(100, 2, new RandomStreams(5).stream("data"));

  @Override
  public RectifiedProvider provider() {
    return new RectifiedProvider();
  }

  @Override
  public RectifiedProvider.Settings settings() {
    return settings(1, false);
  }

  private static RectifiedProvider.Settings settings(int rounds, boolean distill) {
    return new RectifiedProvider.Settings(
        new RectifiedProvider().defaults().network(),
        rounds,
        50,
        4,
        distill,
        TrainingSettings.of(STEPS, 16, 1e-3));
  }

  /** Moves every weight a little instead of training it, and remembers what it was given. */
  private static final class Recorder implements Trainer {
    private final List<String> names = new ArrayList<>();
    private final List<Map<String, Batch>> batches = new ArrayList<>();
    private final List<Weights> initial = new ArrayList<>();
    private final int stopAt;

    Recorder(int stopAt) {
      this.stopAt = stopAt;
    }

    @Override
    public Result train(Backend backend, TrainingTask task, TrainingSettings training) {
      names.add(task.name());
      initial.add(task.initial());
      batches.add(task.batch(0));
      Weights moved =
          task.initial()
              .map(
                  value -> {
                    float[] data = value.floats().clone();
                    for (int i = 0; i < data.length; i++) {
                      data[i] *= 0.9f;
                    }
                    return Batch.of(value.rows(), value.columns(), data);
                  });
      return new Result(moved, task.initial(), names.size() == stopAt ? 1 : training.steps());
    }
  }

  private static Teacher teacher(int rounds, boolean distill) {
    return new RectifiedProvider()
        .create(settings(rounds, distill), new TeacherContext(Space.of(2), new SmallNetworks()));
  }

  private static FittedWeights fit(Teacher teacher, Trainer trainer) {
    try (Backend backend = new ReferenceBackend(Precision.FLOAT32)) {
      return teacher.fit(
          new TeacherFitting(TrainingRows.of(DATA), backend, trainer, new RandomStreams(6)));
    }
  }

  private static void assertFits(Weights weights, Teacher teacher) {
    assertThat(weights.values().keySet())
        .containsExactlyElementsOf(teacher.parameters().stream().map(Parameter::name).toList());
    for (Parameter parameter : teacher.parameters()) {
      Batch value = weights.get(parameter.name());
      assertThat(value.rows()).isEqualTo(parameter.shape().rows());
      assertThat(value.columns()).isEqualTo(parameter.shape().columns());
    }
  }

  @Test
  void everyRoundBeginsWhereTheLastEndedOnPairsOfItsFlow() {
    Teacher teacher = teacher(2, true);
    Recorder trainer = new Recorder(0);
    FittedWeights fitted = fit(teacher, trainer);
    assertThat(trainer.names).containsExactly("teacher", "reflow-1", "reflow-2", "distillation");
    assertFits(fitted.averaged(), teacher);
    assertFits(fitted.raw(), teacher);
    float first = trainer.initial.get(0).get("0.weight").floats()[0];
    for (int round = 1; round < 4; round++) {
      assertThat(trainer.initial.get(round).get("0.weight").floats()[0])
          .isCloseTo((float) (first * Math.pow(0.9, round)), within(1e-6f));
    }
    // One figure after each training but the last, whose field means nothing between its ends.
    assertThat((List<?>) fitted.figures().get("straightness")).hasSize(3);
    Map<String, Batch> last = trainer.batches.get(3);
    assertThat(last.get("t")).isEqualTo(Batch.zeros(16, 1));
  }

  /** The kept pairs are images under the flow of the round before, and the path joins them. */
  @Test
  void thePathOfTheFittedTeacherJoinsThePairsOfItsLastRound() {
    Teacher teacher = teacher(1, false);
    Recorder trainer = new Recorder(0);
    Weights weights = fit(teacher, trainer).averaged();
    Pairs pairs = Pairs.of(weights.get("pairs"));
    try (Backend backend = new ReferenceBackend(Precision.FLOAT32)) {
      Weights before = trainer.initial.get(1).under("network");
      try (VelocityField field = teacher.velocity(backend, before)) {
        Batch images = Chords.follow(field, pairs.x0(), 4).pairs().x1();
        assertThat(images).isEqualTo(pairs.x1());
      }
    }
    PathBatch path =
        teacher.path(
            weights, TrainingRows.of(Batch.zeros(2, 2)), 200, new RandomStreams(7).stream("p"));
    for (int i = 0; i < 200; i++) {
      double end = path.x().get(i, 0) + (1 - path.t().get(i, 0)) * path.target().get(i, 0);
      double nearest = Double.MAX_VALUE;
      for (int k = 0; k < 50; k++) {
        nearest = Math.min(nearest, Math.abs(pairs.x1().get(k, 0) - end));
      }
      assertThat(nearest).isLessThan(1e-5);
    }
  }

  @Test
  void withoutRoundsItIsFlowMatchingAndKeepsNoPairs() {
    Teacher teacher = teacher(0, false);
    FittedWeights fitted = fit(teacher, new Recorder(0));
    assertFits(fitted.averaged(), teacher);
    assertThat(fitted.averaged().values()).doesNotContainKey("pairs");
    assertThat((List<?>) fitted.figures().get("straightness")).hasSize(1);
    RandomGenerator random = new RandomStreams(8).stream("p");
    PathBatch free = Pairs.independent(TrainingRows.of(DATA), 20, random).points(random);
    PathBatch bound =
        teacher.path(
            fitted.averaged(), TrainingRows.of(DATA), 20, new RandomStreams(8).stream("p"));
    assertThat(bound).isEqualTo(free);
  }

  @Test
  void aWishToStopEndsTheRounds() {
    for (int stopAt = 1; stopAt <= 2; stopAt++) {
      Teacher teacher = teacher(3, true);
      Recorder trainer = new Recorder(stopAt);
      FittedWeights fitted = fit(teacher, trainer);
      assertThat(trainer.names).hasSize(stopAt);
      assertFits(fitted.averaged(), teacher);
    }
  }

  @Test
  void whatIsLeftOfADivergedRoundCanBeStored() {
    Teacher teacher = teacher(1, false);
    Trainer trainer =
        (backend, task, training) -> {
          throw new TrainingDivergedException(task.name(), 2, "loss", task.initial());
        };
    assertThatThrownBy(() -> fit(teacher, trainer))
        .isInstanceOfSatisfying(
            TrainingDivergedException.class,
            diverged -> {
              assertThat(diverged).hasMessageContaining("training of the teacher diverged");
              assertFits(diverged.lastGood(), teacher);
            });
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> settings(-1, false))
        .hasMessageContaining("rounds")
        .hasMessageContaining("-1");
    RectifiedProvider.Settings s = settings();
    assertThatThrownBy(
            () -> new RectifiedProvider.Settings(s.network(), 1, 0, 4, false, s.training()))
        .hasMessageContaining("pairs must be between 1 and");
    assertThatThrownBy(
            () -> new RectifiedProvider.Settings(s.network(), 1, 5, 0, false, s.training()))
        .hasMessageContaining("solverSteps must be between 1 and");
  }
}
