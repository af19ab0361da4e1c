package org.koopflow.spectral.model.analysis;

import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * Trajectories of the teacher from fresh noise, by its adaptive solver. It is refused where the
 * teacher has no velocity field.
 *
 * @param count number of trajectories
 * @param seed determines the noise
 * @param times ascending times to record states at
 */
public record TeacherTrajectories(int count, long seed, double[] times)
    implements SpectralAnalysis<Taught> {
  /** Points of a trajectory a certificate is measured at. */
  public static final int CERTIFIED_TIMES = 200;

  private static final int TIMES = 20;

  /**
   * Trajectories at 20 evenly spaced times.
   *
   * @param count number of trajectories
   * @param seed determines the noise
   */
  public TeacherTrajectories(int count, long seed) {
    this(count, seed, evenly(TIMES));
  }

  /**
   * Trajectories at {@value #CERTIFIED_TIMES} evenly spaced times, as a certificate takes them.
   *
   * @param count number of trajectories
   * @param seed determines the noise
   * @return the analysis
   */
  public static TeacherTrajectories certified(int count, long seed) {
    return new TeacherTrajectories(count, seed, evenly(CERTIFIED_TIMES));
  }

  /** As many times, the last of them that of the data. */
  private static double[] evenly(int points) {
    double[] times = new double[points];
    for (int j = 0; j < points; j++) {
      times[j] = FlowTime.NOISE + (FlowTime.DATA - FlowTime.NOISE) * (j + 1) / points;
    }
    return times;
  }

  @Override
  public Taught of(SpectralModel model) {
    Batch noise = model.model().noise(count, seed);
    return new Taught(noise, AdaptiveSolver.of(model.model()).sample(noise, times));
  }
}
