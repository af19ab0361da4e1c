package org.koopflow.spectral.model.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.ModeAmplitudes;
import org.koopflow.spectral.Spectrum;
import org.koopflow.spectral.model.SpectralModel;

/**
 * Samples before and after an edit, and what it did to the modes. All amplitudes are those at
 * {@link FlowTime#DATA}.
 *
 * @param before rows as in the data set
 * @param after rows as in the data set; those the edit leaves alone are the same bits
 * @param amplitudesBefore without the edit, rows x modes
 * @param amplitudesAfter as the edit wants them
 * @param amplitudesFound of the edited samples lifted anew: what of the edit the decoder could show
 */
public record Edited(
    Batch before,
    Batch after,
    ModeAmplitudes amplitudesBefore,
    ModeAmplitudes amplitudesAfter,
    ModeAmplitudes amplitudesFound) {
  /**
   * Amplitudes at the time of an edit.
   *
   * @param before without it
   * @param after as it wants them
   * @param t the time
   */
  record Amplitudes(ModeAmplitudes before, ModeAmplitudes after, double t) {
    /** What became of states at the time of the data, in the coordinates of the flow. */
    Edited of(SpectralModel model, Batch plain, Batch changed) {
      return new Edited(
          model.model().toData(plain),
          model.model().toData(changed),
          carried(model.spectrum(), before),
          carried(model.spectrum(), after),
          model.eigenfunctions().at(FlowTime.DATA, changed));
    }

    private ModeAmplitudes carried(Spectrum spectrum, ModeAmplitudes amplitudes) {
      double duration = FlowTime.DATA - t;
      return duration == 0
          ? amplitudes
          : amplitudes.map(
              (row, k, value) -> value.times(spectrum.modes().get(k).multiplier(duration)));
    }
  }

  /**
   * How far samples move.
   *
   * @return root mean square distance between before and after, as a multiple of that of the
   *     samples before from their mean; not a number for samples that are all alike
   */
  public double relativeChange() {
    double[] from = before.doubles();
    double[] to = after.doubles();
    int d = before.columns();
    double[] mean = new double[d];
    for (int i = 0; i < from.length; i++) {
      mean[i % d] += from[i] / before.rows();
    }
    double moved = 0;
    double spread = 0;
    for (int i = 0; i < from.length; i++) {
      moved += (to[i] - from[i]) * (to[i] - from[i]);
      spread += (from[i] - mean[i % d]) * (from[i] - mean[i % d]);
    }
    return Math.sqrt(moved / spread);
  }

  /**
   * Number of samples the edit moved.
   *
   * @return rows that are not the same bits as before
   */
  public int moved() {
    int moved = 0;
    for (int row = 0; row < before.rows(); row++) {
      moved += before.rows(row, row + 1).equals(after.rows(row, row + 1)) ? 0 : 1;
    }
    return moved;
  }

  /**
   * The figures by name.
   *
   * @param spectrum the spectrum the edit was made in
   * @return {@code samples}, {@code moved}, {@code relativeChange} where finite, and under {@code
   *     modes} for every mode whose amplitudes the edit changes its {@code mode} number and its
   *     mean {@code energyBefore}, {@code energyAfter} and {@code energyFound}
   */
  public Map<String, Object> toMap(Spectrum spectrum) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("samples", before.rows());
    map.put("moved", moved());
    if (Double.isFinite(relativeChange())) {
      map.put("relativeChange", relativeChange());
    }
    List<Map<String, Object>> modes = new ArrayList<>();
    for (Mode mode : spectrum.modes()) {
      if (changed(mode.index())) {
        Map<String, Object> each = new LinkedHashMap<>();
        each.put("mode", mode.index());
        each.put("energyBefore", energy(amplitudesBefore, mode));
        each.put("energyAfter", energy(amplitudesAfter, mode));
        each.put("energyFound", energy(amplitudesFound, mode));
        modes.add(each);
      }
    }
    map.put("modes", modes);
    return map;
  }

  private static double energy(ModeAmplitudes amplitudes, Mode mode) {
    return mode.dimension() * amplitudes.meanSquare(mode.index());
  }

  private boolean changed(int mode) {
    for (int row = 0; row < amplitudesBefore.rows(); row++) {
      if (!amplitudesBefore.get(row, mode).equals(amplitudesAfter.get(row, mode))) {
        return true;
      }
    }
    return false;
  }
}
