package org.koopflow.teacher.rectified;

import java.util.Map;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Selection;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.api.training.TrainingSettings;

/**
 * Rectified flow (X. Liu, C. Gong and Q. Liu, Flow straight and fast, ICLR 2023): a flow matched on
 * straight lines between independent noise and data, then matched again, round by round, on
 * straight lines between noise and where the flow of the round before takes it. The flow becomes
 * straighter with each round, and the law it generates stays.
 */
public final class RectifiedProvider implements TeacherProvider<RectifiedProvider.Settings> {
  private static final int MOST_ROUNDS = 1000;

  private static final int MOST_PAIRS = 100_000_000;

  private static final int MOST_STEPS = 1_000_000;

  /**
   * Settings of the teacher.
   *
   * @param network architecture of the velocity network; it sees time, state and condition
   * @param rounds reflow rounds after the first training, at least 0
   * @param pairs pairs of noise and image each round is trained on, at least 1; those of the last
   *     round are kept with the weights
   * @param solverSteps Runge-Kutta steps of order 4 that make an image, at least 1
   * @param distill whether to train the velocity at time 0 alone in the end, on pairs of the last
   *     flow, so that one Euler step jumps to the image. The field then means nothing at later
   *     times: this is a baseline for one-step samples, not a flow to linearise
   * @param training how the network is trained, in the first training and again in every later one
   */
  public record Settings(
      Selection<NetworkProvider<?>> network,
      int rounds,
      int pairs,
      int solverSteps,
      boolean distill,
      TrainingSettings training) {
    /**
     * Checks the ranges.
     *
     * @param network architecture of the velocity network
     * @param rounds reflow rounds
     * @param pairs pairs of each round
     * @param solverSteps steps that make an image
     * @param distill whether to distill in the end
     * @param training how the network is trained
     */
    public Settings {
      if (rounds < 0 || rounds > MOST_ROUNDS) {
        throw new InvalidSettingException(
            "rounds", "must be between 0 and " + MOST_ROUNDS + ", got " + rounds);
      }
      if (pairs < 1 || pairs > MOST_PAIRS) {
        throw new InvalidSettingException(
            "pairs", "must be between 1 and " + MOST_PAIRS + ", got " + pairs);
      }
      if (solverSteps < 1 || solverSteps > MOST_STEPS) {
        throw new InvalidSettingException(
            "solverSteps", "must be between 1 and " + MOST_STEPS + ", got " + solverSteps);
      }
    }

    /** Whether the last training is on pairs that the flow itself has made. */
    boolean keepsPairs() {
      return rounds > 0 || distill;
    }
  }

  /** Creates the provider. */
  public RectifiedProvider() {}

  @Override
  public String name() {
    return "rectified";
  }

  @Override
  public String summary() {
    return "rectified flow with reflow rounds, and distillation to one Euler step";
  }

  @Override
  public Settings defaults() {
    return new Settings(
        new Selection<>("mlp", Map.of("width", 256, "depth", 3)),
        1,
        20_000,
        10,
        false,
        TrainingSettings.of(3000, 512, 2e-3).withWarmup(100).withClip(1).withAveraging(0.999));
  }

  @Override
  public Teacher create(Settings settings, TeacherContext context) {
    return new RectifiedTeacher(
        context.space(),
        context.networks().create(settings.network, NetworkContext.velocity(context.space())),
        settings);
  }
}
