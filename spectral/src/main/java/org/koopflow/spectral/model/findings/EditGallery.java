package org.koopflow.spectral.model.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.spectral.Complex;
import org.koopflow.spectral.EditEffect;
import org.koopflow.spectral.EditingDirection;
import org.koopflow.spectral.Editor;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.ModeAmplitudes;
import org.koopflow.spectral.ModeEdit;
import org.koopflow.spectral.Spectrum;
import org.koopflow.spectral.model.SpectralModel;

/** Edits a few samples and rows of data, each by several strengths. */
final class EditGallery {
  private static final int MODES = 6;
  private static final int COMPONENTS = 2;

  private final SpectralModel model;
  private final Spectrum spectrum;
  private final Editor editor;
  private final int rows;
  private final List<EditSeries> series = new ArrayList<>();

  /**
   * Begins without edits.
   *
   * @param model the model
   * @param rows how many rows are edited at most
   */
  EditGallery(SpectralModel model, int rows) {
    this.model = model;
    this.spectrum = model.spectrum();
    this.editor = model.editor();
    this.rows = rows;
  }

  /** What was edited so far. */
  EditsFinding finding() {
    return new EditsFinding(series);
  }

  /**
   * Makes weaker and stronger what the leading modes differ in between samples. Their mean is left
   * alone: modes that oppose each other carry large means that only together make a sample.
   *
   * @param noise where the samples start
   * @param amplitudes of many samples at the time of the data
   */
  void modes(Batch noise, ModeAmplitudes amplitudes) {
    Batch few = noise.rows(0, Math.min(rows, noise.rows()));
    for (Mode mode : spectrum.modes().stream().limit(MODES).toList()) {
      if (!mode.illConditioned()) {
        Complex mean = amplitudes.mean(mode.index());
        List<Batch> states =
            states(
                EditSeries.Scale.FACTORS,
                factor -> editor.sample(few, FlowTime.DATA, spread(mode, mean, factor)));
        series.add(
            new EditSeries(
                "mode " + mode.index(),
                EditSeries.Scale.FACTORS,
                states,
                Optional.of(mode),
                Optional.empty()));
      }
    }
  }

  private static ModeEdit spread(Mode mode, Complex mean, double factor) {
    return amplitudes ->
        amplitudes.map(
            (row, k, value) ->
                k != mode.index() || factor == 1
                    ? value
                    : mean.plus(value.minus(mean).times(factor)));
  }

  /**
   * Moves samples along what their amplitudes differ in most.
   *
   * @param noise where the samples start
   * @param amplitudes of many samples at the time of the data
   */
  void variance(Batch noise, ModeAmplitudes amplitudes) {
    Batch few = noise.rows(0, Math.min(rows, noise.rows()));
    for (EditingDirection direction :
        EditingDirection.ofVariance(spectrum, amplitudes, COMPONENTS)) {
      List<Batch> states =
          states(
              EditSeries.Scale.DEVIATIONS,
              strength -> editor.sample(few, FlowTime.DATA, direction.by(strength)));
      series.add(
          new EditSeries(
              direction.name() + " of all amplitudes",
              EditSeries.Scale.DEVIATIONS,
              states,
              Optional.empty(),
              Optional.empty()));
    }
  }

  /**
   * Moves data of one class to another.
   *
   * @param data labelled rows in the coordinates of the flow
   * @param amplitudes of those rows
   * @param labels their classes
   * @param from the class to leave
   * @param to the class to reach
   */
  void classes(Batch data, ModeAmplitudes amplitudes, int[] labels, int from, int to) {
    int[] chosen =
        IntStream.range(0, labels.length).filter(i -> labels[i] == from).limit(rows).toArray();
    Batch few = data.gather(chosen);
    EditingDirection direction = EditingDirection.between(spectrum, amplitudes, labels, from, to);
    EditEffect effect = EditEffect.measure(spectrum, amplitudes, labels, from, to, direction.by(1));
    List<Batch> states =
        states(EditSeries.Scale.FRACTIONS, strength -> editor.data(few, direction.by(strength)));
    series.add(
        new EditSeries(
            direction.name(),
            EditSeries.Scale.FRACTIONS,
            states,
            Optional.empty(),
            Optional.of(effect)));
  }

  private List<Batch> states(EditSeries.Scale scale, DoubleFunction<Batch> edit) {
    return DoubleStream.of(scale.strengths())
        .mapToObj(strength -> model.model().toData(edit.apply(strength)))
        .toList();
  }
}
