package org.koopflow.teacher.rectified;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher.FittedWeights;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.training.Trainer;
import org.koopflow.api.training.TrainingDivergedException;
import org.koopflow.api.training.TrainingSettings;
import org.koopflow.api.training.TrainingTask;

/**
 * The fitting of a rectified flow, round by round. Each training begins with the averaged weights
 * of the one before, and a wish to stop ends the rounds after the training it fell into.
 */
final class Rounds {
  /** Trajectories the straightness is measured on where no further pairs are needed. */
  private static final int MEASURED = 4096;

  private final RectifiedTeacher teacher;
  private final TeacherFitting fitting;
  private final RectifiedProvider.Settings settings;
  private final List<Double> straightness = new ArrayList<>();
  private Trainer.Result reached;
  private Pairs pairs;

  Rounds(RectifiedTeacher teacher, TeacherFitting fitting) {
    this.teacher = teacher;
    this.fitting = fitting;
    this.settings = teacher.settings();
  }

  FittedWeights run() {
    Weights initial =
        Parameter.initialize(teacher.network().parameters(), fitting.random().in("initial"));
    RandomGenerator first = fitting.random().stream("batches");
    // Kept only if the work is stopped before the flow has made pairs of its own.
    pairs = Pairs.independent(fitting.data(), settings.pairs(), fitting.random().stream("pairs"));
    int batchSize = settings.training().batchSize();
    train("teacher", initial, step -> teacher.independent(fitting.data(), batchSize, first));
    boolean going = completed();
    for (int round = 1; round <= settings.rounds() && going; round++) {
      String name = "reflow-" + round;
      RandomGenerator random = fitting.random().stream(name);
      pairs = follow(settings.pairs(), random);
      train(name, reached.averaged(), step -> pairs.draw(batchSize, random).points(random));
      going = completed();
    }
    if (settings.distill() && going) {
      RandomGenerator random = fitting.random().stream("distillation");
      pairs = follow(settings.pairs(), random);
      train("distillation", reached.averaged(), step -> pairs.draw(batchSize, random).beginnings());
    } else {
      follow(MEASURED, fitting.random().stream("straightness"));
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("straightness", List.copyOf(straightness));
    return new FittedWeights(
        teacher.stored(reached.averaged(), pairs), teacher.stored(reached.raw(), pairs), figures);
  }

  private boolean completed() {
    return reached.steps() == settings.training().steps();
  }

  /** Takes fresh noise through the flow reached, and notes how straight it goes. */
  private Pairs follow(int size, RandomGenerator random) {
    Space space = teacher.space();
    Batch state = RandomStreams.normal(size, space.dimension(), random);
    Batch noise =
        space.conditions() == 0
            ? state
            : space.join(state, space.condition(fitting.data().draw(size, random)));
    try (VelocityField field = teacher.field(fitting.backend(), reached.averaged())) {
      Chords chords = Chords.follow(field, noise, settings.solverSteps());
      straightness.add(chords.straightness());
      return chords.pairs();
    }
  }

  private void train(String name, Weights initial, Function<Integer, PathBatch> batches) {
    TrainingSettings training = settings.training();
    TrainingTask task =
        TrainingTask.of(name, initial, this::regression, step -> inputs(batches.apply(step)));
    try {
      reached = fitting.trainer().train(fitting.backend(), task, training);
    } catch (TrainingDivergedException diverged) {
      throw new TrainingDivergedException(
          diverged.stage(),
          diverged.step(),
          diverged.term(),
          teacher.stored(diverged.lastGood(), pairs));
    }
  }

  private static Map<String, Batch> inputs(PathBatch path) {
    return Map.of("t", path.t(), "x", path.x(), "target", path.target());
  }

  /** Mean squared deviation of the network from the direction of the lines. */
  private LossFunction.Loss regression(Scope scope, Map<String, Tensor> in) {
    Tensor deviation =
        teacher
            .velocity(scope, in.get("t"), in.get("x"))
            .subtract(teacher.space().state(in.get("target")));
    return new LossFunction.Loss(deviation.square().mean(), Map.of());
  }
}
