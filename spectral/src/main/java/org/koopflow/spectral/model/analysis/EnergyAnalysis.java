package org.koopflow.spectral.model.analysis;

import java.util.List;
import org.koopflow.api.FlowTime;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.spectral.Contributions.EnergyCurve;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * Energies of all modes over time, along trajectories of the teacher, or of the model itself where
 * the teacher has no velocity field to follow.
 *
 * @param count number of trajectories
 * @param seed determines the noise
 */
public record EnergyAnalysis(int count, long seed)
    implements SpectralAnalysis<EnergyAnalysis.Energies> {
  private static final int STEPS = 20;

  /**
   * What was found.
   *
   * @param along whose trajectories they were measured on, {@code teacher} or {@code student}
   * @param curves one for each mode, in the order of the spectrum
   */
  public record Energies(String along, List<EnergyCurve> curves) {}

  @Override
  public Energies of(SpectralModel model) {
    if (model.hasVelocity()) {
      Trajectory taught = model.apply(new TeacherTrajectories(count, seed)).whole();
      return new Energies("teacher", model.contributions().overTime(taught));
    }
    double[] times = new double[STEPS + 1];
    for (int j = 0; j <= STEPS; j++) {
      times[j] = FlowTime.NOISE + (FlowTime.DATA - FlowTime.NOISE) * j / STEPS;
    }
    Trajectory own = model.apply(new StudentTrajectories(model.model().noise(count, seed), times));
    return new Energies("student", model.contributions().overTime(own));
  }
}
