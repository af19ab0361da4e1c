package org.koopflow.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.cli.picture.ImageGrid;
import org.koopflow.cli.picture.LossPicture;
import org.koopflow.cli.picture.SamplePicture;
import org.koopflow.cli.picture.SpectrumPicture;
import org.koopflow.cli.picture.TrajectoryPicture;
import org.koopflow.core.RunResult;
import org.koopflow.core.run.LossTable;

/** The pictures of a run, for slides and papers. */
final class RunFigures {
  private RunFigures() {}

  /** Draws what there is to draw of a run: bytes of PNG files by name without extension. */
  static Map<String, byte[]> of(RunResult result) {
    Map<String, byte[]> figures = new LinkedHashMap<>();
    result.showing().ifPresent(showing -> show(result, showing, figures));
    if (!result.losses().isEmpty()) {
      figures.put("losses", LossPicture.draw(new LossTable(result.losses())));
    }
    return figures;
  }

  private static void show(
      RunResult result, RunResult.Showing showing, Map<String, byte[]> figures) {
    Batch data = result.data().test();
    result
        .data()
        .image()
        .ifPresent(
            shape -> {
              Map<String, Batch> blocks = new LinkedHashMap<>();
              blocks.put("data", data);
              blocks.put("teacher", showing.teacherSamples());
              blocks.put("student, one step", showing.samples());
              figures.put("images", ImageGrid.draw(blocks, shape, 8, 8));
            });
    figures.put("samples", SamplePicture.draw(data, showing.teacherSamples(), showing.samples()));
    figures.put("trajectories", TrajectoryPicture.draw(data, showing.teacher(), showing.student()));
    Eigenvalues spectrum = Eigenvalues.of(showing.generator());
    figures.put("spectrum", SpectrumPicture.draw(spectrum.re(), spectrum.im()));
  }
}
