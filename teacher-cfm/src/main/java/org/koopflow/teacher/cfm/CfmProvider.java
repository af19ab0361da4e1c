package org.koopflow.teacher.cfm;

import java.util.Map;
import org.koopflow.api.Selection;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.network.Networks;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.api.training.TrainingSettings;

/**
 * Independent conditional flow matching (Tong et al. 2024, I-CFM; Lipman et al. 2023; Liu et al.
 * 2023): noise and data are paired at random and joined by straight lines.
 */
public final class CfmProvider implements TeacherProvider<CfmProvider.Settings> {
  /**
   * Settings of the teacher.
   *
   * @param network architecture of the velocity network; it sees {@code [t, x]}
   * @param sigma standard deviation of the noise added along the lines, at least 0
   * @param training how the network is trained
   */
  public record Settings(
      Selection<NetworkProvider<?>> network, double sigma, TrainingSettings training) {
    /**
     * Checks the range.
     *
     * @param network architecture of the velocity network
     * @param sigma standard deviation of the noise added along the lines
     * @param training how the network is trained
     */
    public Settings {
      if (!(sigma >= 0 && Double.isFinite(sigma))) {
        throw new IllegalArgumentException("sigma must be a number >= 0, got " + sigma);
      }
    }
  }

  /** Creates the provider. */
  public CfmProvider() {}

  @Override
  public String name() {
    return "cfm";
  }

  @Override
  public String summary() {
    return "conditional flow matching, independent pairs, straight paths";
  }

  @Override
  public Settings defaults() {
    return new Settings(
        new Selection<>("mlp", Map.of("width", 256, "depth", 3)),
        0,
        new TrainingSettings(3000, 512, 2e-3, 0, 100, 1, 0.999));
  }

  @Override
  public Teacher create(Settings settings, int dimension, Networks networks) {
    return new CfmTeacher(
        dimension,
        networks.create(settings.network, 1 + dimension, dimension),
        new LinearPath(settings.sigma),
        settings.training);
  }
}
