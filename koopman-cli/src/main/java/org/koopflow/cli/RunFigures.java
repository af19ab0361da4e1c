package org.koopflow.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.cli.picture.ImageGrid;
import org.koopflow.cli.picture.LossPicture;
import org.koopflow.cli.picture.SamplePicture;
import org.koopflow.cli.picture.SpectrumPicture;
import org.koopflow.cli.picture.TrajectoryPicture;
import org.koopflow.cli.report.Figure;
import org.koopflow.core.RunResult;
import org.koopflow.core.run.LossTable;

/** The pictures of a run, with what there is to say about each. */
final class RunFigures {
  private RunFigures() {}

  /** Draws what there is to draw of a run, by file name without extension. */
  static Map<String, Figure> of(RunResult result) {
    Map<String, Figure> figures = new LinkedHashMap<>();
    result.showing().ifPresent(showing -> show(result, showing, figures));
    if (!result.losses().isEmpty()) {
      figures.put(
          "losses",
          new Figure(
              "Losses",
              "Each stage on its own axis, averaged over short stretches of steps. The student's"
                  + " terms are shown without their weights.",
              LossPicture.draw(new LossTable(result.losses())),
              true));
    }
    return figures;
  }

  private static void show(
      RunResult result, RunResult.Showing showing, Map<String, Figure> figures) {
    Batch data = result.data().test();
    boolean recorded = showing.teacherSamples().rows() == 0;
    result
        .data()
        .image()
        .ifPresent(
            shape -> {
              Map<String, Batch> blocks = new LinkedHashMap<>();
              blocks.put("data", data);
              blocks.put("teacher", showing.teacherSamples());
              blocks.put("student, one step", showing.samples());
              figures.put(
                  "images",
                  new Figure(
                      "Images",
                      "Teacher and student start from the same noise, so that images in the same"
                          + " place should be alike.",
                      ImageGrid.draw(blocks, shape, 8, 8),
                      true));
            });
    figures.put(
        "samples",
        new Figure(
            "Samples",
            recorded
                ? "The held-out ends of recorded trajectories and the student's samples from their"
                    + " starts."
                : data.columns() > 2
                    ? "Held-out data and samples of both models, seen along the two directions in"
                        + " which the data spread most."
                    : "Held-out data and samples of both models from the same noise.",
            SamplePicture.draw(data, showing.teacherSamples(), showing.samples()),
            true));
    figures.put(
        "trajectories",
        new Figure(
            "Trajectories",
            recorded
                ? "Held-out trajectories, drawn straight from one recorded point to the next, and"
                    + " the student's from the same starts, which jumps to any time with one matrix"
                    + " exponential."
                : "From the same noise: the teacher integrates step by step, the student jumps to"
                    + " any time with one matrix exponential.",
            TrajectoryPicture.draw(data, showing.teacher(), showing.student()),
            false));
    Eigenvalues spectrum = Eigenvalues.of(showing.generator());
    figures.put(
        "spectrum",
        new Figure(
            "Eigenvalues of the generator",
            "Continuous rates: modes to the right of the upright line grow, those to the left"
                + " fade, and those off the level line turn. Read them beside the relative"
                + " residual.",
            SpectrumPicture.draw(spectrum.re(), spectrum.im()),
            false));
  }
}
