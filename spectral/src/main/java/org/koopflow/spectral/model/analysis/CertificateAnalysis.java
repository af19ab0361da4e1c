package org.koopflow.spectral.model.analysis;

import org.koopflow.spectral.Certificate;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * Bound on the latent error beside the error measured, over fresh trajectories of the teacher with
 * {@value TeacherTrajectories#CERTIFIED_TIMES} points each.
 *
 * @param count number of trajectories
 * @param seed determines their noise
 * @param norm the norm to measure in
 */
public record CertificateAnalysis(int count, long seed, Certificate.Norm norm)
    implements SpectralAnalysis<Certificate> {
  @Override
  public Certificate of(SpectralModel model) {
    Taught taught = model.apply(TeacherTrajectories.certified(count, seed));
    return model.apply(along(taught, norm));
  }

  /**
   * The same over trajectories at hand, the surer the more points they have.
   *
   * @param taught trajectories of the teacher
   * @param norm the norm to measure in
   * @return the analysis
   */
  public static SpectralAnalysis<Certificate> along(Taught taught, Certificate.Norm norm) {
    return model ->
        Certificate.measure(
            model.flow(),
            model.spectrum(),
            norm,
            model.derivative(),
            taught.noise(),
            taught.trajectory());
  }
}
