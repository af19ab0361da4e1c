package org.koopflow.cli.spectral;

import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.report.picture.CurvesPicture;
import org.koopflow.spectral.Contributions.EnergyCurve;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.StudentTrajectories;
import org.koopflow.spectral.model.analysis.TeacherTrajectories;

/**
 * Energies of all modes over time.
 *
 * @param along whose trajectories they were measured on
 * @param curves one for each mode, in the order of the spectrum
 */
record ModeEnergies(String along, List<EnergyCurve> curves) {
  private static final int DRAWN = 7;
  private static final int STEPS = 20;

  /** Measures along the teacher, or along the model itself where there is none to follow. */
  static ModeEnergies of(SpectralModel model, int trajectories, long seed) {
    boolean taught = model.hasVelocity();
    Trajectory trajectory =
        taught
            ? model.apply(new TeacherTrajectories(trajectories, seed)).whole()
            : model.apply(
                new StudentTrajectories(model.model().noise(trajectories, seed), times()));
    return new ModeEnergies(
        taught ? "teacher" : "student", model.contributions().overTime(trajectory));
  }

  private static double[] times() {
    double[] times = new double[STEPS + 1];
    for (int j = 0; j <= STEPS; j++) {
      times[j] = FlowTime.NOISE + (FlowTime.DATA - FlowTime.NOISE) * j / STEPS;
    }
    return times;
  }

  /** Measured and predicted energies of every mode. */
  void write(Output output) {
    int times = curves.get(0).times().length;
    double[] all = new double[2 * times * curves.size()];
    for (int k = 0; k < curves.size(); k++) {
      System.arraycopy(curves.get(k).measured(), 0, all, 2 * k * times, times);
      System.arraycopy(curves.get(k).predicted(), 0, all, (2 * k + 1) * times, times);
    }
    output.npy(
        "energy.npy",
        Batch.ofDoubles(2 * curves.size(), times, all),
        List.of(curves.size(), 2, times));
  }

  /** The curves of the first modes. */
  byte[] draw() {
    return CurvesPicture.draw(
        List.of(
            new CurvesPicture.Group(
                "",
                "energy, and as the rate has it (dashed)",
                curves.stream()
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
