package org.koopflow.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.koopflow.api.Progress;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.data.Transform;
import org.koopflow.api.data.TransformContext;
import org.koopflow.api.data.TransformProvider;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.Teacher.FittedWeights;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.api.training.OptimizerProvider;
import org.koopflow.api.training.Trainer;
import org.koopflow.api.training.TrainingDivergedException;
import org.koopflow.core.flow.Material;
import org.koopflow.core.judging.Evaluation;
import org.koopflow.core.losses.LossRow;
import org.koopflow.core.model.Domain;
import org.koopflow.core.model.FittedTeacher;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.objective.ObjectiveTerms;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.FittingMethod;
import org.koopflow.core.training.FittingSite;
import org.koopflow.core.training.StudentChecks;
import org.koopflow.core.training.StudentFitting;
import org.koopflow.core.training.TrainingLoop;

/** One run of one experiment, from data to figures. */
final class ExperimentRun {
  private final Plugins plugins;
  private Experiment experiment;
  private final Optional<TrainedModel> former;
  private final Progress progress;
  private final RandomStreams random;
  private final List<LossRow> losses = new ArrayList<>();
  private final Map<String, Object> seconds = new LinkedHashMap<>();
  private final Making making = new Making();
  private final Trainer trainer;

  private Material material;
  private Transform transform;
  private Domain domain;
  private FittedWeights taught;
  private List<String> warnings = List.of();

  /**
   * Prepares a run.
   *
   * @param plugins makes the parts
   * @param experiment what to do
   * @param former a model whose teacher is taken over and whose student is trained further
   * @param progress hears of the run and may stop it
   */
  ExperimentRun(
      Plugins plugins, Experiment experiment, Optional<TrainedModel> former, Progress progress) {
    this.plugins = plugins;
    this.experiment = experiment;
    this.former = former;
    this.progress = progress;
    this.random = new RandomStreams(experiment.seed());
    this.trainer = making.counting(new TrainingLoop(plugins, progress, losses::add));
  }

  /** Whether the parts go together, as far as this can be said without backend and data. */
  void requireParts() {
    new StudentChecks(plugins, experiment).requireParts();
    requireOptimizer();
  }

  RunResult run() {
    requireParts();
    StudentChecks checks = new StudentChecks(plugins, experiment);
    long start = System.nanoTime();
    try (Backend backend =
        plugins.create(BackendProvider.class, experiment.backend(), experiment.backendContext())) {
      checks.requireGradients(backend);
      material = Material.load(plugins, experiment);
      experiment = material.experiment();
      requireBatches();
      Evaluation.require(plugins, experiment, material, backend);
      Dataset data = material.data();
      transform =
          former
              .map(TrainedModel::transform)
              .orElseGet(
                  () ->
                      plugins.create(
                          TransformProvider.class,
                          experiment.data().transform(),
                          new TransformContext(data.train())));
      domain =
          former.map(TrainedModel::domain).orElseGet(() -> Domain.of(experiment, data, transform));
      TrainingRows train =
          domain.training(domain.rows(transform.forward(data.train()), data.trainLabels()));
      Teacher teacher =
          plugins.create(
              TeacherProvider.class,
              experiment.teacher(),
              new TeacherContext(domain.space(), plugins.networks()));
      KoopmanModel model = KoopmanModel.of(plugins, experiment, domain.space());
      checks.requireModel(model);
      checks.requireSampler(teacher, model);
      warnings = teacher.warnings(data);
      warnings.forEach(progress::warn);
      start = lap("data", start);
      ObjectiveTerms terms = checks.objective(model, material.offers());
      fitTeacher(teacher, backend, train);
      if (experiment.training().method() == FittingMethod.GRADIENT) {
        making.asks("student", experiment.training().gradient().steps());
      }
      lap("teacher", start);
      if (progress.cancelled()) {
        return unfinished(Optional.empty());
      }
      Optional<FittedWeights> student = fitStudent(backend, model, teacher, terms);
      return progress.cancelled()
          ? unfinished(student)
          : finish(backend, new TrainedModel(experiment, transform, domain, taught, student));
    }
  }

  private void fitTeacher(Teacher teacher, Backend backend, TrainingRows train) {
    if (former.isPresent()) {
      taught = former.get().teacher();
      return;
    }
    try {
      taught =
          teacher.fit(
              new TeacherFitting(
                  train, backend, trainer, random.in("teacher"), material.recording(transform)));
    } catch (TrainingDivergedException diverged) {
      taught = new FittedWeights(diverged.lastGood(), diverged.lastGood());
      throw diverged(diverged, Optional.empty());
    }
  }

  /** Empty if the work was stopped before the first step. */
  private Optional<FittedWeights> fitStudent(
      Backend backend, KoopmanModel model, Teacher teacher, ObjectiveTerms terms) {
    Optional<Weights> start = former.flatMap(TrainedModel::student).map(FittedWeights::raw);
    try (FittedTeacher fitted = FittedTeacher.open(teacher, taught.averaged(), backend, domain)) {
      Trainer.Result result =
          new StudentFitting(plugins, experiment, model, start)
              .fit(
                  plan ->
                      material.flow(
                          plugins,
                          fitted,
                          transform,
                          Material.Side.TRAINING,
                          plan.settings().solver(),
                          Optional.of(plan)),
                  terms,
                  new FittingSite(backend, trainer, progress, seconds::put));
      return result.steps() == 0
          ? Optional.empty()
          : Optional.of(new FittedWeights(result.averaged(), result.raw()));
    } catch (TrainingDivergedException diverged) {
      Weights good = diverged.lastGood();
      throw diverged(diverged, Optional.of(new FittedWeights(good, good)));
    }
  }

  /** Whether the student's optimizer can be had; asked before the teacher is fitted. */
  private void requireOptimizer() {
    if (experiment.training().method() == FittingMethod.GRADIENT) {
      plugins.of(OptimizerProvider.class).get(experiment.training().gradient().optimizer().type());
    }
  }

  private void requireBatches() {
    if (experiment.training().method() == FittingMethod.GRADIENT) {
      requireBatch("training.batchSize", experiment.training().gradient().batchSize());
    }
    teacherBatch().ifPresent(size -> requireBatch("teacher.training.batchSize", size));
  }

  /** What the teacher's settings call {@code training.batchSize}, if it has any. */
  private Optional<Integer> teacherBatch() {
    TeacherProvider<?> provider =
        plugins.of(TeacherProvider.class).get(experiment.teacher().type());
    Record settings = plugins.settings().bind("", provider, experiment.teacher());
    return plugins.settings().values(settings).get("training") instanceof Map<?, ?> training
            && training.get("batchSize") instanceof Integer size
        ? Optional.of(size)
        : Optional.empty();
  }

  private void requireBatch(String key, int size) {
    Dataset data = material.data();
    if (data.train().rows() < size) {
      throw new SpecificationException(
          key
              + " is "
              + size
              + ", but the data has only "
              + data.train().rows()
              + " training rows");
    }
  }

  private long lap(String stage, long start) {
    long now = System.nanoTime();
    seconds.put(stage, (now - start) * 1e-9);
    return now;
  }

  private DivergedRunException diverged(
      TrainingDivergedException cause, Optional<FittedWeights> student) {
    return new DivergedRunException(
        cause, unfinished(student).withProvenance("diverged", cause.getMessage()));
  }

  private RunResult unfinished(Optional<FittedWeights> student) {
    return new RunResult(
        new TrainedModel(experiment, transform, domain, taught, student),
        material.data(),
        Map.of(),
        losses,
        Provenance.of(plugins, material, warnings, making),
        Optional.empty(),
        false);
  }

  private RunResult finish(Backend backend, TrainedModel model) {
    long start = System.nanoTime();
    try (OpenModel open = new OpenModel(plugins, model, backend)) {
      Map<String, Object> metrics =
          new LinkedHashMap<>(new Evaluation(open, material, progress).run());
      RunResult.Showing showing = new Showcase(plugins, open, material).show();
      lap("evaluation", start);
      if (!taught.figures().isEmpty()) {
        metrics.put("teacherFitting", taught.figures());
      }
      metrics.put("seconds", seconds);
      return new RunResult(
          model,
          material.data(),
          metrics,
          losses,
          Provenance.of(plugins, material, warnings, making),
          Optional.of(showing),
          true);
    } catch (CancellationException stopped) {
      return unfinished(model.student());
    }
  }
}
