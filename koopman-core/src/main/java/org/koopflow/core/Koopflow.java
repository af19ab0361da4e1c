package org.koopflow.core;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Progress;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.export.ExporterProvider;
import org.koopflow.core.flow.Material;
import org.koopflow.core.judging.Evaluation;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.Experiment;

/**
 * The entrance for programs: runs experiments and opens trained models. Touches no file beyond
 * those of the data an experiment names.
 */
public final class Koopflow {
  private final Plugins plugins;

  /**
   * Creates an entrance to given plug-ins.
   *
   * @param plugins the plug-ins to choose from
   */
  @Inject
  public Koopflow(Plugins plugins) {
    this.plugins = plugins;
  }

  /**
   * Creates an entrance to all plug-ins {@link java.util.ServiceLoader} finds.
   *
   * @return the entrance
   */
  public static Koopflow create() {
    return new Koopflow(Plugins.discover());
  }

  /**
   * The plug-ins there are.
   *
   * @return their registries
   */
  public Plugins plugins() {
    return plugins;
  }

  /**
   * Whether the parts of an experiment go together, as far as this can be said in no time: {@link
   * #run} asks the same, and then what needs the backend and the data.
   *
   * @param experiment what would be done
   * @throws SpecificationException if they do not, such as an exponential that does not apply to
   *     the operator
   */
  public void check(Experiment experiment) {
    new ExperimentRun(plugins, experiment, Optional.empty(), Progress.SILENT).requireParts();
  }

  /**
   * Loads data, fits the teacher, trains the student on it and evaluates both.
   *
   * @param experiment what to do
   * @param progress hears of it and may stop it
   * @return the trained model and its figures
   * @throws SpecificationException if the parts do not go together, such as a backend without
   *     gradients, which is told before anything is loaded
   * @throws DivergedRunException if training diverged; it carries what was reached
   */
  public RunResult run(Experiment experiment, Progress progress) {
    return new ExperimentRun(plugins, experiment, Optional.empty(), progress).run();
  }

  /**
   * {@link #run(Experiment, Progress)} in silence.
   *
   * @param experiment what to do
   * @return the trained model and its figures
   */
  public RunResult run(Experiment experiment) {
    return run(experiment, Progress.SILENT);
  }

  /**
   * Trains the student of a model further, from its raw weights and with a new schedule of the
   * learning rate. The teacher is taken over as it is; a student that was never trained begins
   * anew. The backend need not be the one the model was trained on.
   *
   * @param model where to begin
   * @param experiment what to do; seed, data, condition, teacher, lifting and operator are those of
   *     the model
   * @param progress hears of it and may stop it
   * @return the trained model and its figures
   * @throws SpecificationException if the experiment describes another model
   * @throws DivergedRunException if training diverged; it carries what was reached
   */
  public RunResult resume(TrainedModel model, Experiment experiment, Progress progress) {
    Experiment former = model.experiment();
    requireSame("seed", former.seed(), experiment.seed());
    requireSame("data", former.data(), experiment.data());
    requireSame("condition", former.condition(), experiment.condition());
    requireSame("teacher", former.teacher(), experiment.teacher());
    requireSame("lifting", former.lifting(), experiment.lifting());
    requireSame("operator", former.operator(), experiment.operator());
    return new ExperimentRun(plugins, experiment, Optional.of(model), progress).run();
  }

  private static void requireSame(String part, Object former, Object wanted) {
    if (!former.equals(wanted)) {
      throw new SpecificationException(
          "a model that is trained further keeps its "
              + part
              + ", which was "
              + former
              + " and is now "
              + wanted
              + "; to change it, start a new run");
    }
  }

  /**
   * Loads what an experiment learns from and is judged by. The same experiment gives the same rows
   * as when it was run, as long as the files it names are the same.
   *
   * @param experiment names the data, or the recording whose ends they are
   * @return rows in the coordinates of the data
   */
  public Dataset data(Experiment experiment) {
    return Material.load(plugins, experiment).data();
  }

  /**
   * Opens the backend a model's experiment names.
   *
   * @param experiment selects the backend and says its threads and device
   * @return the open backend, to be closed by the caller
   */
  public Backend openBackend(Experiment experiment) {
    return plugins.create(BackendProvider.class, experiment.backend(), experiment.backendContext());
  }

  /**
   * Puts a trained model into a backend.
   *
   * @param model the model
   * @param backend evaluates it; stays the caller's and must be closed after the model
   * @return the model, ready to be sampled, to be closed by the caller
   */
  public OpenModel open(TrainedModel model, Backend backend) {
    return new OpenModel(plugins, model, backend);
  }

  /**
   * Measures a trained model anew.
   *
   * @param model the model
   * @param progress hears of it
   * @return figures by name, as in {@link RunResult#metrics()}
   * @throws java.util.concurrent.CancellationException if the progress asked to stop
   */
  public Map<String, Object> evaluate(TrainedModel model, Progress progress) {
    Material material = Material.load(plugins, model.experiment());
    try (Backend backend = openBackend(model.experiment());
        OpenModel open = open(model, backend)) {
      return new Evaluation(open, material, progress).run();
    }
  }

  /**
   * Judges a model that was made from another one instead of being trained, as a run is judged at
   * its end.
   *
   * @param model the model, with a student
   * @param origin what it was made of, for its provenance
   * @param progress hears of it
   * @return the model with its figures and what there is to look at, without losses
   * @throws KoopflowException if the student was never trained
   * @throws java.util.concurrent.CancellationException if the progress asked to stop
   */
  public RunResult judge(TrainedModel model, Map<String, Object> origin, Progress progress) {
    Making making = new Making();
    Material material = Material.load(plugins, model.experiment());
    try (Backend backend = openBackend(model.experiment());
        OpenModel open = open(model, backend)) {
      Map<String, Object> metrics = new Evaluation(open, material, progress).run();
      Map<String, Object> provenance =
          new LinkedHashMap<>(
              Provenance.of(plugins, material, open.teacher().warnings(material.data()), making));
      provenance.putAll(origin);
      return new RunResult(
          model,
          material.data(),
          metrics,
          List.of(),
          provenance,
          Optional.of(new Showcase(plugins, open, material).show()),
          true);
    }
  }

  /**
   * Draws anew what {@link RunResult} shows of a model: the same samples and trajectories, since
   * they depend on the experiment alone.
   *
   * @param model the model
   * @return its data, and samples and trajectories if its student was trained
   */
  public Shown show(TrainedModel model) {
    Material material = Material.load(plugins, model.experiment());
    if (model.student().isEmpty()) {
      return new Shown(material.data(), Optional.empty());
    }
    try (Backend backend = openBackend(model.experiment());
        OpenModel open = open(model, backend)) {
      return new Shown(material.data(), Optional.of(new Showcase(plugins, open, material).show()));
    }
  }

  /**
   * What there is to see of a model.
   *
   * @param data the data it was trained on
   * @param showing samples and trajectories; empty if its student was never trained
   */
  public record Shown(Dataset data, Optional<RunResult.Showing> showing) {}

  /**
   * Writes a trained model in a format for other programs: its student, with the averaged weights.
   * How a file of the format ends is said by {@link ExporterProvider#extension}.
   *
   * @param model the model, with a student
   * @param format which exporter, with its settings
   * @param out receives the bytes; stays open
   * @throws SpecificationException if there is no such exporter, or its settings ask for what the
   *     model has not
   * @throws KoopflowException if the student was never trained, or the format cannot say something
   *     the model has
   * @throws IOException if the stream cannot take the bytes
   */
  public void export(TrainedModel model, Selection<ExporterProvider<?>> format, OutputStream out)
      throws IOException {
    plugins.create(ExporterProvider.class, format, new Exports(plugins).of(model)).write(out);
  }
}
