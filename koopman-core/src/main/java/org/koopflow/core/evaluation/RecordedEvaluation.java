package org.koopflow.core.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.koopflow.api.Batch;
import org.koopflow.api.Progress;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.api.teacher.Recording;
import org.koopflow.core.flow.Points;
import org.koopflow.core.flow.ReplayedFlow;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.spec.EvaluationSettings;
import org.koopflow.numerics.distance.MeanSquaredError;
import org.koopflow.numerics.distance.SlicedWasserstein;

/**
 * Judges a model by held-out trajectories of a recorded teacher. What would need the teacher's
 * velocity field is left out, and said to be.
 */
public final class RecordedEvaluation {
  private static final int STAGES = 4;

  private final OpenModel model;
  private final Recording recording;
  private final Progress progress;
  private final EvaluationSettings settings;
  private final RandomStreams random;
  private final Sampler linear;
  private int done;

  /**
   * Creates an evaluation.
   *
   * @param model the trained model
   * @param recording the trajectories it was trained on and those held back, in the coordinates of
   *     the flow
   * @param progress hears how far it is
   */
  public RecordedEvaluation(OpenModel model, Recording recording, Progress progress) {
    this.model = model;
    this.recording = recording;
    this.progress = progress;
    this.settings = model.model().experiment().evaluation();
    this.random = new RandomStreams(model.model().experiment().seed()).in("evaluation");
    this.linear = model.sampler(Selection.of("koopman"));
  }

  /**
   * Measures everything.
   *
   * @return figures by name, nested, in a fixed order: {@code student}, {@code floor}, {@code
   *     endMse}, {@code endMseTraining} on as many training trajectories, {@code endVariance}, the
   *     mean variance of a coordinate of the held-out ends, {@code endMseOverVariance}, {@code
   *     pathMse} at the recorded times nearest to those asked for, {@code relativeResidual} if
   *     there are velocities, and {@code notMeasured}
   * @throws CancellationException if the progress asked to stop
   */
  public Map<String, Object> run() {
    progress.begin("evaluation", STAGES);
    try {
      return measure();
    } finally {
      progress.end();
    }
  }

  private void advance() {
    progress.update(++done, Map.of());
    if (done < STAGES && progress.cancelled()) {
      throw new CancellationException("the evaluation was stopped");
    }
  }

  private Map<String, Object> measure() {
    Recording.Part test = recording.test();
    Recording.Part train = recording.train();
    int count = Math.min(settings.samples(), test.starts().rows());
    Batch ends = test.ends().rows(0, count);
    Distances distances =
        new Distances(
            model.toData(ends),
            SlicedWasserstein.fixed(
                model.model().transform().dataDimension(), settings.directions()),
            settings.energySamples(),
            Optional.empty());
    Trajectory single = linear.sample(test.starts().rows(0, count), recording.times()[last()]);
    Map<String, Object> student = new LinkedHashMap<>(distances.of(model.toData(single.last())));
    student.put("nfe", single.evaluations());
    advance();

    int others = Math.min(settings.samples(), train.starts().rows());
    Map<String, Object> floor =
        distances.of(model.toData(train.ends().rows(0, Math.min(count, others))));
    double endMse = new MeanSquaredError().between(single.last(), ends);
    double endMseTraining =
        new MeanSquaredError()
            .between(linear.sample(train.starts().rows(0, others)), train.ends().rows(0, others));
    double variance = variance(ends);
    advance();

    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("student", student);
    metrics.put("floor", floor);
    metrics.put("endMse", endMse);
    metrics.put("endMseTraining", endMseTraining);
    metrics.put("endVariance", variance);
    metrics.put("endMseOverVariance", endMse / variance);
    metrics.put("pathMse", pathMse(count));
    List<String> missing =
        new ArrayList<>(List.of("nfe and speed of the teacher", "speed-up", "euler"));
    if (recording.hasVelocities()) {
      Points points =
          new ReplayedFlow(model.fittedTeacher(), recording.times(), test)
              .points(count, random.stream("points"));
      metrics.put(
          "relativeResidual",
          RelativeResidual.measure(model, points.t(), points.x(), points.velocity().orElseThrow()));
    } else {
      missing.add("relativeResidual");
    }
    advance();

    if (settings.speedBatch() > 0) {
      Batch noise =
          RandomStreams.draw(test.starts(), settings.speedBatch(), random.stream("speed"));
      student.put(
          "samplesPerSecond", Throughput.measure(noise, settings.speedRepeats(), linear)[0]);
    }
    metrics.put(
        "notMeasured",
        String.join(", ", missing)
            + ": the teacher is recorded and has no velocity field"
            + (recording.hasVelocities() ? "" : ", and no differences of its points were taken"));
    advance();
    return metrics;
  }

  private int last() {
    return recording.times().length - 1;
  }

  private Map<String, Object> pathMse(int count) {
    double[] times = recording.times();
    TreeSet<Integer> chosen = new TreeSet<>();
    for (double wanted : settings.pathTimes()) {
      int nearest = 1;
      for (int k = 2; k < last(); k++) {
        nearest = Math.abs(times[k] - wanted) < Math.abs(times[nearest] - wanted) ? k : nearest;
      }
      chosen.add(nearest);
    }
    Map<String, Object> path = new LinkedHashMap<>();
    if (!chosen.isEmpty()) {
      double[] at = chosen.stream().mapToDouble(k -> times[k]).toArray();
      Trajectory learned = linear.sample(recording.test().starts().rows(0, count), at);
      int i = 0;
      for (int k : chosen) {
        Batch recorded = recording.test().states().get(k).rows(0, count);
        path.put(
            // Thirds and the like would fill the table with digits.
            Double.toString(Math.round(at[i] * 1e6) / 1e6),
            new MeanSquaredError().between(learned.states().get(i), recorded));
        i++;
      }
    }
    return path;
  }

  /** Mean over the coordinates of the variance over the rows, with their number as divisor. */
  private static double variance(Batch rows) {
    double[] values = rows.doubles();
    int d = rows.columns();
    double sum = 0;
    for (int j = 0; j < d; j++) {
      double mean = 0;
      for (int i = j; i < values.length; i += d) {
        mean += values[i] / rows.rows();
      }
      for (int i = j; i < values.length; i += d) {
        sum += (values[i] - mean) * (values[i] - mean);
      }
    }
    return sum / values.length;
  }
}
