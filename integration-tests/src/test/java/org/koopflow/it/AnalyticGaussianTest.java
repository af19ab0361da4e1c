package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.backend.Backend;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.data.Gaussian;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.ExperimentReader;

/**
 * On one Gaussian N(m, S) with S diagonal the marginal field and its flow are known: {@code v = m +
 * (t S - (1-t) I) ((1-t)^2 I + t^2 S)^-1 (x - t m)} and {@code x_1 = m + S^(1/2) x_0}.
 */
class AnalyticGaussianTest {
  private static final Koopflow KOOPFLOW = Koopflow.create();
  private static Experiment experiment;
  private static RunResult result;

  @BeforeAll
  static void train() {
    experiment =
        new ExperimentReader(KOOPFLOW.plugins())
            .preset(
                "eight-gaussians",
                "data.source=gaussian",
                "teacher.network.width=64",
                "teacher.network.depth=2",
                "teacher.training.steps=1500",
                "teacher.training.learningRate=5e-3",
                "lifting.dimension=16",
                "lifting.network.width=48",
                "training.steps=700",
                "training.pool.size=8192",
                "evaluation.samples=1000",
                "evaluation.energySamples=100",
                "evaluation.speedBatch=0");
    result = KOOPFLOW.run(experiment);
  }

  @Test
  void theTeacherApproachesTheClosedForm() {
    double[] mean = Gaussian.mean();
    double[] deviation = Gaussian.deviation();
    try (Backend backend = KOOPFLOW.openBackend(experiment);
        OpenModel model = KOOPFLOW.open(result.model(), backend)) {
      Batch noise = model.noise(2000, 5);
      for (double t : new double[] {0.1, 0.5, 0.9}) {
        float[] points = new float[noise.size()];
        double[] exact = new double[noise.size()];
        double size = 0;
        for (int i = 0; i < points.length; i++) {
          int k = i % 2;
          double s = deviation[k] * deviation[k];
          double variance = (1 - t) * (1 - t) + t * t * s;
          points[i] = (float) (t * mean[k] + Math.sqrt(variance) * noise.get(i / 2, k));
          exact[i] = mean[k] + (t * s - (1 - t)) / variance * (points[i] - t * mean[k]);
          size += exact[i] * exact[i];
        }
        double[] v = model.velocity().velocity(t, Batch.of(noise.rows(), 2, points)).doubles();
        double error = 0;
        for (int i = 0; i < v.length; i++) {
          error += (v[i] - exact[i]) * (v[i] - exact[i]);
        }
        // Root mean square error as a share of the field's: a wrong sign or factor gives over 1/2.
        assertThat(Math.sqrt(error / size)).as("at t = %s", t).isLessThan(0.12);
      }
    }
  }

  @Test
  void oneStepApproachesTheClosedForm() {
    double[] mean = Gaussian.mean();
    double[] deviation = Gaussian.deviation();
    try (Backend backend = KOOPFLOW.openBackend(experiment);
        OpenModel model = KOOPFLOW.open(result.model(), backend)) {
      Batch noise = RandomStreams.normal(2000, 2, new RandomStreams(9).stream("one step"));
      Batch samples = model.sampler().sample(noise);
      double error = 0;
      for (int i = 0; i < noise.size(); i++) {
        int k = i % 2;
        double exact = mean[k] + deviation[k] * noise.get(i / 2, k);
        error += Math.pow(samples.get(i / 2, k) - exact, 2);
      }
      // The data's own deviations are 0.5 and 1.5.
      assertThat(Math.sqrt(error / noise.size())).isLessThan(0.1);
    }
  }
}
