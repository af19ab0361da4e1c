package org.koopflow.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.core.losses.LossRow;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.spec.Experiment;

/**
 * What a run gives, all in memory.
 *
 * @param model the trained model
 * @param data the data it was trained on
 * @param metrics figures by name, nested, in a fixed order; empty if the work was stopped
 * @param losses loss curves of all trainings
 * @param provenance what it was made with: versions, seed, hash of the data; {@code steps} of each
 *     training, {@code asked} and {@code done}; {@code made}, when and on what host, which alone
 *     differs between runs of one specification; and {@code warnings} where there were any
 * @param showing samples and trajectories to look at; empty if the student was not trained
 * @param completed false if the work was stopped before its end
 */
public record RunResult(
    TrainedModel model,
    Dataset data,
    Map<String, Object> metrics,
    List<LossRow> losses,
    Map<String, Object> provenance,
    Optional<Showing> showing,
    boolean completed) {
  /**
   * The resolved specification.
   *
   * @return the experiment
   */
  public Experiment experiment() {
    return model.experiment();
  }

  /**
   * The same with further figures, such as those of an analysis the core does not know.
   *
   * @param name what they stand under among the metrics
   * @param figures numbers, texts, or maps and lists of them
   * @return a result with the figures last, or in place of former ones of that name
   */
  public RunResult with(String name, Object figures) {
    Map<String, Object> more = new LinkedHashMap<>(metrics);
    more.put(name, figures);
    return new RunResult(model, data, more, losses, provenance, showing, completed);
  }

  /**
   * The same with more that is known of how it was made, such as the command.
   *
   * @param name what it stands under in the provenance
   * @param value a number, a text, or maps and lists of them
   * @return a result with the value last, or in place of a former one of that name
   */
  public RunResult withProvenance(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(provenance);
    more.put(name, value);
    return new RunResult(model, data, metrics, losses, more, showing, completed);
  }

  /**
   * Samples and trajectories to look at, in the coordinates of the data.
   *
   * @param samples one-step samples of the student
   * @param teacherSamples samples of the teacher from the same noise; no rows if its samples are
   *     the data, as those of a recorded teacher
   * @param teacher trajectories of the teacher's solver from some of that noise, or recorded ones
   * @param student trajectories of the linear flow from the same
   * @param generator the learned generator
   */
  public record Showing(
      Batch samples,
      Batch teacherSamples,
      Trajectory teacher,
      Trajectory student,
      Matrix generator) {}
}
