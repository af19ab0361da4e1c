package org.koopflow.teacher.cfm;

import java.util.Map;
import org.koopflow.api.Inlined;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Selection;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.api.training.TrainingSettings;

/**
 * Conditional flow matching (Lipman et al. 2023; Tong et al. 2024; Liu et al. 2023): a velocity
 * network regressed on the velocities of paths that join noise and data. The member of the family
 * is a coupling and a path.
 */
public final class CfmProvider implements TeacherProvider<CfmProvider.Settings> {
  /** The distances of all pairs are one array. */
  private static final int LARGEST_MINIBATCH = 32_768;

  /**
   * Settings of the teacher. One that the chosen coupling, path or density has no use for is not
   * read, so that a study may vary those and leave it as it is.
   *
   * @param network architecture of the velocity network; it sees time, state and condition
   * @param coupling which noise is joined to which data inside a minibatch
   * @param minibatch rows that are coupled together, at least 2: a larger batch is coupled in parts
   *     of this size, since the time of an exact plan grows faster than the square of its size
   * @param path how they are joined
   * @param regularization of coupling {@code sinkhorn}, in squared units of the data; 0 for {@code
   *     2 sigma^2}, that of the Schroedinger bridge
   * @param times which times the regression looks at
   * @param training how the network is trained
   */
  public record Settings(
      Selection<NetworkProvider<?>> network,
      Coupling coupling,
      int minibatch,
      @Inlined ConditionalPath path,
      double regularization,
      @Inlined RegressionTimes times,
      TrainingSettings training) {
    /**
     * Checks the ranges, and that the parts make sense together.
     *
     * @param network architecture of the velocity network
     * @param coupling which noise is joined to which data
     * @param minibatch rows that are coupled together
     * @param path how they are joined
     * @param regularization of the entropic plan
     * @param times which times the regression looks at
     * @param training how the network is trained
     */
    public Settings {
      if (minibatch < 2 || minibatch > LARGEST_MINIBATCH) {
        throw new InvalidSettingException(
            "minibatch", "must be between 2 and " + LARGEST_MINIBATCH + ", got " + minibatch);
      }
      if (path.path() == ProbabilityPath.TARGET && coupling != Coupling.INDEPENDENT) {
        throw InvalidSettingException.together(
            "path target is conditioned on the data alone and has no pair to couple, got coupling "
                + coupling.name().toLowerCase(java.util.Locale.ROOT)
                + "; use coupling independent, or path linear");
      }
      if (!(regularization >= 0 && Double.isFinite(regularization))) {
        throw new InvalidSettingException(
            "regularization", "must be a number >= 0, got " + regularization);
      }
      if (coupling == Coupling.SINKHORN && regularization == 0 && path.sigma() == 0) {
        throw InvalidSettingException.together(
            "coupling sinkhorn needs a positive regularization, or a positive sigma from which"
                + " 2 sigma^2 follows; without either it is coupling ot");
      }
    }

    Pairing pairing() {
      double sigma = path.sigma();
      return coupling.pairing(regularization > 0 ? regularization : 2 * sigma * sigma);
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
    return "conditional flow matching: a coupling of noise and data, and a path between them";
  }

  @Override
  public Settings defaults() {
    return new Settings(
        new Selection<>("mlp", Map.of("width", 256, "depth", 3)),
        Coupling.INDEPENDENT,
        256,
        new ConditionalPath(ProbabilityPath.LINEAR, 0),
        0,
        RegressionTimes.UNIFORM,
        TrainingSettings.of(3000, 512, 2e-3).withWarmup(100).withClip(1).withAveraging(0.999));
  }

  @Override
  public Teacher create(Settings settings, TeacherContext context) {
    return new CfmTeacher(
        context.space(),
        context.networks().create(settings.network, NetworkContext.velocity(context.space())),
        settings);
  }
}
