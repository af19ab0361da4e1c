package org.koopflow.core.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.Progress;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.backend.Backend.Capability;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.spec.EvaluationSettings;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.training.TrainingLoop;
import org.koopflow.numerics.distance.MeanSquaredError;
import org.koopflow.numerics.distance.SlicedWasserstein;

/**
 * Judges a trained model on noise and data that training never saw: one-step samples beside those
 * of the teacher's adaptive solver and beside a second set of real data, the floor.
 */
public final class Evaluation {
  private static final int STAGES = 7;
  private static final int TRAJECTORY_TIMES = 32;

  private final OpenModel model;
  private final Dataset data;
  private final Progress progress;
  private final Experiment experiment;
  private final EvaluationSettings settings;
  private final RandomStreams random;
  private int done;

  /**
   * Creates an evaluation.
   *
   * @param model the trained model
   * @param data the data it was trained on, as loaded
   * @param progress hears how far it is
   */
  public Evaluation(OpenModel model, Dataset data, Progress progress) {
    this.model = model;
    this.data = data;
    this.progress = progress;
    this.experiment = model.model().experiment();
    this.settings = experiment.evaluation();
    this.random = new RandomStreams(experiment.seed()).in("evaluation");
  }

  /**
   * Measures everything.
   *
   * @return figures by name, nested, in a fixed order: {@code teacher}, {@code student}, {@code
   *     floor}, {@code euler}, {@code endMse}, {@code pathMse}, {@code relativeResidual}
   * @throws SpecificationException if the data are labelled pictures and the backend has no
   *     gradients
   */
  public Map<String, Object> run() {
    progress.begin("evaluation", STAGES);
    try (Features features = new Features(train())) {
      return measure(features.classifier);
    } finally {
      progress.end();
    }
  }

  private Optional<FeatureClassifier> train() {
    if (data.image().isEmpty() || data.trainLabels().isEmpty() || data.testLabels().isEmpty()) {
      return Optional.empty();
    }
    if (!model.backend().capabilities().contains(Capability.GRADIENTS)) {
      throw new SpecificationException(
          "measuring labelled pictures trains a small classifier, and backend '"
              + model.backend().name()
              + "' has no gradients: evaluate on another");
    }
    return Optional.of(
        FeatureClassifier.train(
            model.backend(),
            new TrainingLoop(model.plugins(), stoppable(), row -> {}),
            data.train(),
            data.trainLabels().get(),
            data.test(),
            data.testLabels().get()));
  }

  private record Features(Optional<FeatureClassifier> classifier) implements AutoCloseable {
    @Override
    public void close() {
      classifier.ifPresent(FeatureClassifier::close);
    }
  }

  /** Shows nothing, but lets the training of the features be stopped like the rest. */
  private Progress stoppable() {
    return new Progress() {
      @Override
      public boolean cancelled() {
        return progress.cancelled();
      }
    };
  }

  private void advance() {
    progress.update(++done, Map.of());
    if (done < STAGES && progress.cancelled()) {
      throw new CancellationException("the evaluation was stopped");
    }
  }

  private Map<String, Object> measure(Optional<FeatureClassifier> classifier) {
    advance();
    int count = Math.min(settings.samples(), data.test().rows());
    Batch real = data.test().rows(0, count);
    Distances distances =
        new Distances(
            real,
            SlicedWasserstein.fixed(data.dimension(), settings.directions()),
            settings.energySamples(),
            classifier);
    Batch noise = model.fittedTeacher().noise(count, random.stream("noise"));
    double[] times = times();
    Sampler adaptive = model.sampler(adaptive());
    Sampler linear = model.sampler(Selection.of("koopman"));

    Trajectory taught = adaptive.sample(noise, times);
    int evaluations =
        adaptive.sample(noise.rows(0, Math.min(1000, count)), FlowTime.DATA).evaluations();
    Map<String, Object> teacher = new LinkedHashMap<>(distances.of(model.toData(taught.last())));
    teacher.put("nfe", evaluations);
    advance();

    Trajectory learned = linear.sample(noise, times);
    Trajectory single = linear.sample(noise, FlowTime.DATA);
    Batch oneStep = single.last();
    Map<String, Object> student = new LinkedHashMap<>(distances.of(model.toData(oneStep)));
    student.put("nfe", single.evaluations());
    advance();

    Map<String, Object> floor = distances.of(floorRows(count));
    advance();

    Map<String, Object> euler = new LinkedHashMap<>();
    for (int steps : settings.eulerSteps()) {
      Sampler few = model.sampler(new Selection<>("euler", Map.of("steps", steps)));
      euler.put(Integer.toString(steps), distances.of(model.toData(few.sample(noise))));
    }
    advance();

    Map<String, Object> path = new LinkedHashMap<>();
    for (int i = 0; i < times.length - 1; i++) {
      path.put(
          Double.toString(times[i]),
          new MeanSquaredError().between(learned.states().get(i), taught.states().get(i)));
    }
    double residual = residual(real, adaptive, noise);
    double endMse = new MeanSquaredError().between(oneStep, taught.last());
    advance();

    speeds(adaptive, linear, teacher, student);
    advance();

    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("teacher", teacher);
    metrics.put("student", student);
    metrics.put("floor", floor);
    metrics.put("euler", euler);
    metrics.put("endMse", endMse);
    metrics.put("pathMse", path);
    metrics.put("relativeResidual", residual);
    classifier.ifPresent(
        c -> {
          Map<String, Object> features = new LinkedHashMap<>();
          features.put("name", FeatureClassifier.NAME);
          features.put("testAccuracy", c.accuracy());
          metrics.put("frechetFeatures", features);
        });
    return metrics;
  }

  private double residual(Batch real, Sampler adaptive, Batch noise) {
    RandomGenerator generator = random.stream("points");
    Batch t;
    Batch x;
    if (model.teacher().capabilities().contains(Teacher.Capability.PATH)) {
      Batch rows = model.model().transform().forward(real);
      PathBatch points =
          model.teacher().path(model.model().teacher().averaged(), rows, real.rows(), generator);
      t = points.t();
      x = points.x();
    } else {
      // Without a path to draw from, points of its trajectories: one time for each of many blocks.
      int blocks = Math.min(TRAJECTORY_TIMES, noise.rows());
      List<Batch> times = new ArrayList<>();
      List<Batch> states = new ArrayList<>();
      for (int i = 0; i < blocks; i++) {
        double part = (i + generator.nextDouble()) / blocks;
        double time = FlowTime.NOISE + part * (FlowTime.DATA - FlowTime.NOISE);
        int from = (int) ((long) noise.rows() * i / blocks);
        int to = (int) ((long) noise.rows() * (i + 1) / blocks);
        times.add(Batch.filled(to - from, 1, time));
        states.add(adaptive.sample(noise.rows(from, to), time).last());
      }
      t = Batch.stack(times);
      x = Batch.stack(states);
    }
    return RelativeResidual.measure(model, t, x, model.velocity().velocity(t, x));
  }

  private double[] times() {
    List<Double> times = new ArrayList<>(settings.pathTimes());
    times.sort(null);
    times.add(FlowTime.DATA);
    return times.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private Selection<SamplerProvider<?>> adaptive() {
    return new Selection<>(
        "dopri5", Map.of("rtol", settings.tolerance(), "atol", settings.tolerance()));
  }

  /** Real rows that are not among those compared with: drawn without repetition. */
  private Batch floorRows(int count) {
    int rows = data.train().rows();
    int[] order = new int[rows];
    for (int i = 0; i < rows; i++) {
      order[i] = i;
    }
    java.util.random.RandomGenerator generator = random.stream("floor");
    int taken = Math.min(count, rows);
    for (int i = 0; i < taken; i++) {
      int other = i + generator.nextInt(rows - i);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    return data.train().gather(java.util.Arrays.copyOf(order, taken));
  }

  private void speeds(
      Sampler adaptive, Sampler linear, Map<String, Object> teacher, Map<String, Object> student) {
    if (settings.speedBatch() == 0) {
      return;
    }
    Batch noise = model.fittedTeacher().noise(settings.speedBatch(), random.stream("speed"));
    double[] rates = Throughput.measure(noise, settings.speedRepeats(), adaptive, linear);
    teacher.put("samplesPerSecond", rates[0]);
    student.put("samplesPerSecond", rates[1]);
    student.put("speedup", rates[1] / rates[0]);
  }
}
