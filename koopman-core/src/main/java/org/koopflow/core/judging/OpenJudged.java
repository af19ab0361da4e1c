package org.koopflow.core.judging;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.metric.PathPoints;
import org.koopflow.api.metric.Trajectories;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.core.evaluation.JudgedOpenModel;
import org.koopflow.core.flow.Points;
import org.koopflow.core.flow.Taught;
import org.koopflow.core.flow.TeacherFlow;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.spec.EvaluationSettings;

/** An opened model beside the flow of its teacher. */
final class OpenJudged extends JudgedOpenModel {
  private final TeacherFlow heldOut;
  private final Optional<Supplier<TeacherFlow>> trained;
  private final EvaluationSettings settings;
  private final RandomStreams random;
  private final int samples;
  private Trajectories fresh;
  private Optional<Trajectories> training;

  /**
   * Creates the view.
   *
   * @param model the opened model; stays the caller's
   * @param heldOut the teacher's flow seen from what was held back
   * @param trained gives the flow the student was trained on, where its trajectories are kept
   * @param samples number of trajectories from fresh noise
   */
  OpenJudged(
      OpenModel model, TeacherFlow heldOut, Optional<Supplier<TeacherFlow>> trained, int samples) {
    super(model);
    this.heldOut = heldOut;
    this.trained = trained;
    this.samples = samples;
    this.settings = model.model().experiment().evaluation();
    this.random = Evaluation.random(model.model().experiment());
  }

  @Override
  public Trajectories heldOut() {
    if (fresh == null) {
      fresh = along(heldOut, samples, "noise");
    }
    return fresh;
  }

  @Override
  public Optional<Trajectories> training() {
    if (training == null) {
      training = trained.map(flow -> along(flow.get(), settings.samples(), "training"));
    }
    return training;
  }

  private Trajectories along(TeacherFlow flow, int count, String stream) {
    double[] times = times().stream().mapToDouble(Double::doubleValue).toArray();
    Taught taught = flow.follow(count, times, random.stream(stream));
    return new Trajectories(
        taught.starts(),
        taught.trajectory().map(space()::state),
        student().sample(taught.starts(), taught.trajectory().times()).map(space()::state),
        student().sample(taught.starts(), FlowTime.DATA).map(space()::state),
        taught.evaluations());
  }

  @Override
  public List<Double> times() {
    return settings.pathTimes().stream().sorted().toList();
  }

  @Override
  public Optional<Sampler> teacher() {
    return heldOut.sampler();
  }

  @Override
  public Batch noise(int count, RandomGenerator generator) {
    return heldOut.noise(count, generator);
  }

  @Override
  public PathPoints points(int count) {
    Points points = heldOut.points(count, random.stream("points"));
    return new PathPoints(points.t(), points.x(), points.velocity());
  }
}
