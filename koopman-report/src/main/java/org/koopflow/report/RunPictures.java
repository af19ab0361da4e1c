package org.koopflow.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.core.RunResult;
import org.koopflow.core.run.LossTable;
import org.koopflow.report.picture.ImageGrid;
import org.koopflow.report.picture.LossPicture;
import org.koopflow.report.picture.SamplePicture;
import org.koopflow.report.picture.SpectrumPicture;
import org.koopflow.report.picture.TrajectoryPicture;
import org.koopflow.spectral.Complex;
import org.koopflow.spectral.Spectrum;

/** The pictures of a run, for slides and papers. */
public final class RunPictures {
  private RunPictures() {}

  /**
   * Draws what there is to draw of a run. It takes a Java with at least one font.
   *
   * @param result the run
   * @return bytes of PNG files by name without extension: {@code images} where data are images,
   *     {@code samples}, {@code trajectories}, {@code spectrum} and {@code losses}
   */
  public static Map<String, byte[]> of(RunResult result) {
    Map<String, byte[]> pictures = new LinkedHashMap<>();
    result.showing().ifPresent(showing -> show(result, showing, pictures));
    if (!result.losses().isEmpty()) {
      pictures.put("losses", LossPicture.draw(new LossTable(result.losses())));
    }
    return pictures;
  }

  private static void show(
      RunResult result, RunResult.Showing showing, Map<String, byte[]> pictures) {
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
              pictures.put("images", ImageGrid.draw(blocks, shape, 8, 8));
            });
    pictures.put("samples", SamplePicture.draw(data, showing.teacherSamples(), showing.samples()));
    pictures.put(
        "trajectories", TrajectoryPicture.draw(data, showing.teacher(), showing.student()));
    pictures.put(
        "spectrum", spectrum(showing.generator(), result.model().domain().space().conditions()));
  }

  private static byte[] spectrum(Matrix generator, int conditions) {
    int affine = new StateLayout(conditions, 1).affine();
    StateLayout layout = new StateLayout(conditions, generator.rows() - affine);
    List<Complex> rates = Spectrum.of(generator, layout).generatorEigenvalues();
    return SpectrumPicture.draw(
        rates.stream().mapToDouble(Complex::real).toArray(),
        rates.stream().mapToDouble(Complex::imaginary).toArray());
  }
}
