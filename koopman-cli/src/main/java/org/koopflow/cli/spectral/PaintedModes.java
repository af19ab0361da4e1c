package org.koopflow.cli.spectral;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.data.Dataset;
import org.koopflow.report.picture.ImageGrid;
import org.koopflow.report.picture.ShapePicture;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.ModeShape;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.ShapeAnalysis;

/**
 * What all modes do to some points.
 *
 * @param points rows as in the data set
 * @param modes one for each mode, in the order of the spectrum
 */
record PaintedModes(Batch points, List<Painted> modes) {
  private static final int PANELS = 5;
  private static final int COLUMNS = 8;
  private static final int LINES = 6;

  /** What a mode does to the points, in the coordinates of the data. */
  record Painted(Mode mode, Batch real, Batch imaginary, Batch contribution) {
    /** Root mean square length of what the mode adds to a row. */
    double size() {
      double sum = 0;
      for (double value : contribution.doubles()) {
        sum += value * value;
      }
      return Math.sqrt(sum / contribution.rows());
    }
  }

  /** Paints at points that are known in the coordinates of the data and of the flow. */
  static PaintedModes of(SpectralModel model, Batch points, Batch x) {
    Batch z = model.flow().lift(FlowTime.DATA, x);
    List<Painted> modes = new ArrayList<>();
    for (ModeShape shape : model.apply(new ShapeAnalysis(x))) {
      modes.add(
          new Painted(
              shape.mode(),
              model.directionToData(shape.real()),
              model.directionToData(shape.imaginary()),
              model.directionToData(model.contributions().ofSamples(z, shape.mode()))));
    }
    return new PaintedModes(points, modes);
  }

  /** The points, the directions of all modes there, and what each mode adds. */
  void write(Output output) {
    output.npy("points.npy", points);
    output.npy(
        "shapes.npy",
        stack(modes.stream().flatMap(mode -> Stream.of(mode.real, mode.imaginary))),
        List.of(modes.size(), 2, points.rows(), points.columns()));
    output.npy(
        "contributions.npy",
        stack(modes.stream().map(Painted::contribution)),
        List.of(modes.size(), points.rows(), points.columns()));
  }

  /** The shapes of the first modes: as pictures where data are pictures, else as arrows. */
  byte[] draw(Dataset data) {
    if (data.image().isEmpty()) {
      return ShapePicture.draw(
          points,
          modes.stream()
              .limit(PANELS)
              .map(each -> new ShapePicture.Shape("mode " + each.mode.index(), each.real))
              .toList());
    }
    int shown = Math.min(COLUMNS - 1, modes.size());
    List<Batch> grid = new ArrayList<>();
    for (int i = 0; i < Math.min(LINES, points.rows()); i++) {
      grid.add(points.rows(i, i + 1));
      for (int k = 0; k < shown; k++) {
        grid.add(ModeShape.picture(modes.get(k).real.rows(i, i + 1)));
      }
    }
    return ImageGrid.draw(
        Map.of("row, then modes 0 to " + (shown - 1), Batch.stack(grid)),
        data.image().get(),
        shown + 1,
        LINES);
  }

  private static Batch stack(Stream<Batch> parts) {
    return Batch.stack(parts.toList());
  }
}
