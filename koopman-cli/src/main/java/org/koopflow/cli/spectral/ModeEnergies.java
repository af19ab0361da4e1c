package org.koopflow.cli.spectral;

import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.report.picture.CurvesPicture;
import org.koopflow.spectral.Contributions.EnergyCurve;
import org.koopflow.spectral.model.analysis.EnergyAnalysis;

/** Energies of all modes over time, as a file and as a picture. */
record ModeEnergies(EnergyAnalysis.Energies found) {
  private static final int DRAWN = 7;

  private List<EnergyCurve> curves() {
    return found.curves();
  }

  /** Measured and predicted energies of every mode. */
  void write(Output output) {
    int times = curves().get(0).times().length;
    double[] all = new double[2 * times * curves().size()];
    for (int k = 0; k < curves().size(); k++) {
      System.arraycopy(curves().get(k).measured(), 0, all, 2 * k * times, times);
      System.arraycopy(curves().get(k).predicted(), 0, all, (2 * k + 1) * times, times);
    }
    output.npy(
        "energy.npy",
        Batch.ofDoubles(2 * curves().size(), times, all),
        List.of(curves().size(), 2, times));
  }

  /** The curves of the first modes. */
  byte[] draw() {
    return CurvesPicture.draw(
        List.of(
            new CurvesPicture.Group(
                "",
                "energy, and as the rate has it (dashed)",
                curves().stream()
                    .limit(DRAWN)
                    .map(
                        curve ->
                            new CurvesPicture.Curve(
                                "mode " + curve.mode().index(),
                                "",
                                curve.times(),
                                curve.measured(),
                                curve.predicted()))
                    .toList())));
  }
}
