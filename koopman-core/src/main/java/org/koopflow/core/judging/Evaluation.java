package org.koopflow.core.judging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.koopflow.api.Batch;
import org.koopflow.api.Progress;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.metric.MetricNeed;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.core.evaluation.FigureCatalog;
import org.koopflow.core.evaluation.MetricMaker;
import org.koopflow.core.flow.Material;
import org.koopflow.core.flow.Material.Side;
import org.koopflow.core.flow.TeacherFlow;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.EvaluationSettings;
import org.koopflow.core.spec.Experiment;

/**
 * Judges a trained model on noise and data that training never saw: one-step samples beside those
 * of the teacher and beside a second set of real data, the floor. What is measured say the metrics
 * that the experiment chooses; here they are asked in turn and their answers laid out.
 */
public final class Evaluation {
  /** Sets of samples: teacher, student, floor, few steps. */
  private static final int SETS = 4;

  private final Plugins plugins;
  private final OpenModel model;
  private final Material material;
  private final Progress progress;
  private final EvaluationSettings settings;
  private final RandomStreams random;
  private int stages;
  private int done;

  /**
   * Creates an evaluation.
   *
   * @param model the trained model
   * @param material what it was trained on and what was held back
   * @param progress hears how far it is
   */
  public Evaluation(OpenModel model, Material material, Progress progress) {
    this.plugins = model.plugins();
    this.model = model;
    this.material = material;
    this.progress = progress;
    this.settings = model.model().experiment().evaluation();
    this.random = random(model.model().experiment());
  }

  static RandomStreams random(Experiment experiment) {
    return new RandomStreams(experiment.seed()).in("evaluation");
  }

  /**
   * Checks that a model of an experiment can be judged where it is to be trained, before long work
   * starts.
   *
   * @param plugins know the metrics
   * @param experiment chooses them
   * @param material what it will be trained on
   * @param backend where it will be judged
   * @throws SpecificationException if a metric needs gradients and the backend has none, or two
   *     metrics write figures of one name
   */
  public static void require(
      Plugins plugins, Experiment experiment, Material material, Backend backend) {
    MetricPlan.of(plugins, experiment, MetricMaker.with(material.measurable(), backend));
  }

  /**
   * Measures everything.
   *
   * @return figures by name: those of {@code teacher}, {@code student} and {@code floor}; {@code
   *     euler}, those of few Euler steps along the teacher by their number; what is said of teacher
   *     and student together; what is said of the measures themselves; and {@code notMeasured}, if
   *     anything is missing. Without a velocity field there is no solver of the teacher to judge
   * @throws SpecificationException if a metric needs gradients and the backend has none
   * @throws CancellationException if the progress asked to stop
   */
  public Map<String, Object> run() {
    MetricPlan plan =
        MetricPlan.of(
            plugins,
            model.model().experiment(),
            MetricMaker.with(material.measurable(), model.backend()));
    stages = 2 * plan.served().size() + SETS;
    progress.begin("evaluation", stages);
    Material judgedOn = material.judgedOn(settings.samples());
    NotMeasured missing = plan.missing();
    Instruments.Failures failures =
        (metric, reason) -> {
          missing.failed(metric, reason);
          progress.warn("not measured, " + metric + ": " + reason);
        };
    try (Instruments instruments = new Instruments(failures)) {
      make(plan, judgedOn, instruments);
      return measure(judgedOn, instruments, missing);
    } finally {
      progress.end();
    }
  }

  private void advance() {
    progress.update(++done, Map.of());
    if (done < stages && progress.cancelled()) {
      throw new CancellationException("the evaluation was stopped");
    }
  }

  private void make(MetricPlan plan, Material judgedOn, Instruments instruments) {
    MetricMaker maker = new MetricMaker(plugins, model.backend(), material.measurable(), progress);
    SampleSet real = judgedOn.heldOut(model.model().transform());
    for (Selection<MetricProvider<?>> selection : plan.served()) {
      RandomStreams own = random.in("metric").in(selection.type());
      MetricProvider<?> provider = plugins.of(MetricProvider.class).get(selection.type());
      instruments.make(
          selection.type(),
          provider.figures(),
          () -> maker.create(selection, maker.context(material.data(), real, own)));
      advance();
    }
  }

  private Map<String, Object> measure(
      Material judgedOn, Instruments instruments, NotMeasured missing) {
    OpenJudged judged = judged(judgedOn);
    boolean solved = judged.teacher().isPresent();
    Map<String, Object> teacher = new LinkedHashMap<>();
    if (solved) {
      teacher.putAll(instruments.of(samples(judged, judged.heldOut().taught().last())));
    }
    advance();
    Map<String, Object> student =
        instruments.of(samples(judged, judged.heldOut().oneStep().last()));
    advance();
    Map<String, Object> floor =
        instruments.of(
            judgedOn.others(
                judgedOn.data().test().rows(), random.stream("floor"), model.model().transform()));
    advance();
    Map<String, Object> euler = new LinkedHashMap<>();
    if (solved) {
      for (int steps : settings.eulerSteps()) {
        euler.put(Integer.toString(steps), instruments.of(samples(judged, few(steps, judged))));
      }
    }
    advance();
    Map<String, Object> both = new LinkedHashMap<>();
    instruments.of(
        judged,
        found -> {
          teacher.putAll(found.teacher());
          student.putAll(found.student());
          both.putAll(found.both());
          found.missing().forEach(missing::add);
        },
        this::advance);
    Map<String, Object> about = instruments.about();
    Map<String, Object> metrics = new LinkedHashMap<>();
    if (!teacher.isEmpty()) {
      metrics.put("teacher", teacher);
    }
    metrics.put("student", student);
    metrics.put("floor", floor);
    if (solved) {
      metrics.put(FigureCatalog.FEW_STEPS.key(), euler);
    } else {
      missing.add(FigureCatalog.FEW_STEPS.key(), MetricNeed.VELOCITY);
    }
    metrics.putAll(both);
    metrics.putAll(about);
    if (!missing.isEmpty()) {
      metrics.put("notMeasured", missing.toString());
    }
    return metrics;
  }

  private OpenJudged judged(Material judgedOn) {
    Supplier<TeacherFlow> trained = () -> flow(material, Side.TRAINING);
    return new OpenJudged(
        model,
        flow(judgedOn, Side.HELD_OUT),
        material.measurable().contains(MetricNeed.TRAINING_TRAJECTORIES)
            ? Optional.of(trained)
            : Optional.empty(),
        judgedOn.data().test().rows());
  }

  /** The teacher's flow, followed by the solver that speaks for it. */
  private TeacherFlow flow(Material seen, Side side) {
    return seen.flow(
        plugins,
        model.fittedTeacher(),
        model.model().transform(),
        side,
        settings.solver(),
        Optional.empty());
  }

  private Batch few(int steps, OpenJudged judged) {
    return judged
        .space()
        .state(
            model
                .sampler(new Selection<>("euler", Map.of("steps", steps)))
                .sample(judged.heldOut().starts()));
  }

  /**
   * Samples from the starts of the trajectories held out, each of the class its start was drawn
   * for.
   */
  private SampleSet samples(OpenJudged judged, Batch states) {
    return new SampleSet(
        judged.toData(states), model.model().domain().labels(judged.heldOut().starts()));
  }
}
