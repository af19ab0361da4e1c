package org.koopflow.teacher.cfm;

import java.util.List;
import org.koopflow.api.Inlined;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherProvider;

/**
 * The exact marginal velocity of a path from independent noise to a mixture of Gaussians, without
 * any training. The mixture is written in the settings, or it is made of training rows, a Gaussian
 * kernel around each; with kernels of width 0 it is the empirical data set itself, whose flow ends
 * at its rows.
 */
public final class AnalyticProvider implements TeacherProvider<AnalyticProvider.Settings> {
  /**
   * Settings of the teacher.
   *
   * @param path how noise and data are joined
   * @param rows training rows to put kernels around, at least 1; the cost of one evaluation grows
   *     with their number
   * @param deviation standard deviation of those kernels, at least 0
   * @param means means of a mixture in the coordinates of the flow, component by component; empty
   *     to use training rows
   * @param deviations standard deviations of the mixture: one for all, one for each component, or
   *     one for each coordinate of each component
   * @param weights weight of each component, positive, of any sum; empty for equal ones
   */
  public record Settings(
      @Inlined ConditionalPath path,
      int rows,
      double deviation,
      List<Double> means,
      List<Double> deviations,
      List<Double> weights) {
    /**
     * Checks the ranges.
     *
     * @param path how noise and data are joined
     * @param rows training rows to put kernels around
     * @param deviation standard deviation of those kernels
     * @param means means of a mixture
     * @param deviations its standard deviations
     * @param weights its weights
     */
    public Settings {
      if (rows < 1) {
        throw new InvalidSettingException("rows", "must be at least 1, got " + rows);
      }
      if (!(deviation >= 0 && Double.isFinite(deviation))) {
        throw new InvalidSettingException("deviation", "must be a number >= 0, got " + deviation);
      }
      means = List.copyOf(means);
      deviations = List.copyOf(deviations);
      weights = List.copyOf(weights);
      if (means.isEmpty() && !(deviations.isEmpty() && weights.isEmpty())) {
        throw InvalidSettingException.together(
            "deviations and weights belong to a mixture, and means is empty; kernels around"
                + " training rows have one deviation");
      }
      if (deviations.stream().anyMatch(value -> !(value >= 0 && Double.isFinite(value)))) {
        throw new InvalidSettingException("deviations", "must be numbers >= 0, got " + deviations);
      }
      if (weights.stream().anyMatch(value -> !(value > 0 && Double.isFinite(value)))) {
        throw new InvalidSettingException("weights", "must be positive, got " + weights);
      }
    }

    /** The mixture that is written here. */
    GaussianMixture mixture(int dimension) {
      int components = means.size() / dimension;
      if (components * dimension != means.size()) {
        throw new SpecificationException(
            "means must hold " + dimension + " numbers for each component, got " + means.size());
      }
      int given = deviations.size();
      if (given != 1 && given != components && given != means.size()) {
        throw new SpecificationException(
            "deviations must hold 1, "
                + components
                + " or "
                + means.size()
                + " numbers for "
                + components
                + " components, got "
                + given);
      }
      if (!weights.isEmpty() && weights.size() != components) {
        throw new SpecificationException(
            "weights must hold one number for each of "
                + components
                + " components, got "
                + weights.size());
      }
      double total = weights.stream().mapToDouble(Double::doubleValue).sum();
      double[] logWeights = new double[components];
      double[] centres = new double[means.size()];
      double[] widths = new double[means.size()];
      for (int k = 0; k < components; k++) {
        logWeights[k] = Math.log(weights.isEmpty() ? 1.0 / components : weights.get(k) / total);
      }
      for (int i = 0; i < centres.length; i++) {
        centres[i] = means.get(i);
        // One for all comes before one for each component, which one component cannot tell apart.
        widths[i] = deviations.get(given == 1 ? 0 : given == components ? i / dimension : i);
      }
      return new GaussianMixture(dimension, logWeights, centres, widths);
    }
  }

  /** Creates the provider. */
  public AnalyticProvider() {}

  @Override
  public String name() {
    return "analytic";
  }

  @Override
  public String summary() {
    return "the exact velocity for a Gaussian mixture or for training rows, without training";
  }

  @Override
  public Settings defaults() {
    return new Settings(
        new ConditionalPath(ProbabilityPath.LINEAR, 0),
        2000,
        0.05,
        List.of(),
        List.of(),
        List.of());
  }

  @Override
  public Teacher create(Settings settings, TeacherContext context) {
    Space space = context.unconditional(name());
    return settings.means.isEmpty()
        ? new KernelTeacher(space, settings.path, settings.rows, settings.deviation)
        : new MixtureTeacher(space, settings.path, settings.mixture(space.dimension()));
  }
}
