package org.koopflow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
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

/** Samples before and after edits of several strengths. */
final class EditGallery {
  private static final int PICTURES = 8;
  private static final int POINTS = 400;
  private static final int MODES = 6;
  private static final int COMPONENTS = 2;
  private static final double[] FACTORS = {0, 0.5, 1, 1.5, 2};
  private static final double[] DEVIATIONS = {-2, -1, 0, 1, 2};
  private static final double[] FRACTIONS = {0, 0.25, 0.5, 0.75, 1, 1.5};

  private final SpectralModel model;
  private final Spectrum spectrum;
  private final View view;
  private final Editor editor;
  private final int rows;
  private final List<Map<String, Object>> edits = new ArrayList<>();

  EditGallery(SpectralModel model, View view) {
    this.model = model;
    this.spectrum = model.spectrum();
    this.view = view;
    this.editor = model.editor();
    this.rows = view.kind() == View.Kind.IMAGES ? view.pictures(PICTURES) : POINTS;
  }

  List<Map<String, Object>> edits() {
    return edits;
  }

  /**
   * Makes weaker and stronger what the leading modes differ in between samples. Their mean is left
   * alone: modes that oppose each other carry large means that only together make a sample.
   *
   * @param noise where the samples start
   * @param amplitudes of many samples at the time of the data
   */
  void modes(Batch noise, ModeAmplitudes amplitudes) {
    Batch few = View.first(noise, rows);
    for (Mode mode : spectrum.modes().stream().limit(MODES).toList()) {
      if (!mode.illConditioned()) {
        add(
            "mode " + mode.index(),
            "deviation from its mean times",
            FACTORS,
            factor ->
                editor.sample(
                    few, FlowTime.DATA, spread(mode, amplitudes.mean(mode.index()), factor)),
            Map.of("mode", mode.index()));
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
    Batch few = View.first(noise, rows);
    for (EditingDirection direction :
        EditingDirection.ofVariance(spectrum, amplitudes, COMPONENTS)) {
      add(
          direction.name() + " of all amplitudes",
          "standard deviations",
          DEVIATIONS,
          strength -> editor.sample(few, FlowTime.DATA, direction.by(strength)),
          Map.of());
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
        java.util.stream.IntStream.range(0, labels.length)
            .filter(i -> labels[i] == from)
            .limit(rows)
            .toArray();
    Batch few = data.gather(chosen);
    EditingDirection direction = EditingDirection.between(spectrum, amplitudes, labels, from, to);
    EditEffect effect = EditEffect.measure(spectrum, amplitudes, labels, from, to, direction.by(1));
    add(
        direction.name(),
        "of the way",
        FRACTIONS,
        strength -> editor.data(few, direction.by(strength)),
        Compact.tree(
            "reached", Compact.number(effect.reached()),
            "before", Compact.number(effect.before()),
            "leakage", Compact.number(effect.leakage())));
  }

  private void add(
      String name,
      String unit,
      double[] strengths,
      DoubleFunction<Batch> edit,
      Map<String, Object> more) {
    List<Map<String, Object>> after = new ArrayList<>();
    int neutral = 0;
    for (int k = 0; k < strengths.length; k++) {
      after.add(view.rows(model.model().toData(edit.apply(strengths[k]))));
      neutral = strengths[k] == (strengths == FACTORS ? 1 : 0) ? k : neutral;
    }
    Map<String, Object> map =
        Compact.tree("name", name, "unit", unit, "strengths", strengths, "neutral", neutral);
    map.putAll(more);
    map.put("states", after);
    edits.add(map);
  }
}
