package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.spec.ExperimentReader;
import org.koopflow.parts.data.Gaussian;

/** A trained flow to one Gaussian against the closed forms of its velocity and of its map. */
class AnalyticGaussianTest {
  /**
   * Allowed root mean square error relative to the root mean square of what is approximated. Three
   * seeds gave 0.029 to 0.040 for the field, 0.022 to 0.025 for one step, and 0.009 to 0.011 for
   * the solver: a wrong formula or a wrong horizon is off by far more.
   */
  private static final double FIELD_TOLERANCE = 0.08;

  private static final double ONE_STEP_TOLERANCE = 0.05;
  private static final double SOLVER_TOLERANCE = 0.025;

  private static final Koopflow KOOPFLOW = Koopflow.create();
  private static RunResult result;
  private static Backend backend;
  private static OpenModel model;

  @BeforeAll
  static void train() {
    result =
        KOOPFLOW.run(
            new ExperimentReader(KOOPFLOW.plugins())
                .preset(
                    "eight-gaussians",
                    Small.overrides(
                        "data.source=gaussian",
                        "data.samples=50000",
                        "teacher.network.width=48",
                        "teacher.training.steps=4000",
                        "teacher.training.learningRate=5e-3",
                        "teacher.training.batchSize=512",
                        "teacher.training.averaging=0.99",
                        "lifting.dimension=12",
                        "lifting.network.width=48",
                        "training.steps=1200",
                        "training.batchSize=128",
                        "training.averaging=0.99",
                        "training.pool.size=8192",
                        "training.pool.blockSize=1024",
                        "training.pool.times=6")));
    backend = KOOPFLOW.openBackend(result.experiment());
    model = KOOPFLOW.open(result.model(), backend);
  }

  @AfterAll
  static void close() {
    model.close();
    backend.close();
  }

  /**
   * The velocity field for the straight path of independent ends, coordinate by coordinate since S
   * is diagonal: {@code v = m + (t S - (1 - t)) / ((1 - t)^2 + t^2 S) (x - t m)}.
   */
  private static Batch exactVelocity(Batch t, Batch x) {
    double[] velocity = new double[x.size()];
    for (int i = 0; i < x.rows(); i++) {
      double time = t.get(i, 0);
      for (int j = 0; j < x.columns(); j++) {
        double mean = Gaussian.mean()[j];
        double variance = Gaussian.covariance().get(j, j);
        double slope =
            (time * variance - (1 - time)) / ((1 - time) * (1 - time) + time * time * variance);
        velocity[i * x.columns() + j] = mean + slope * (x.get(i, j) - time * mean);
      }
    }
    return Batch.ofDoubles(x.rows(), x.columns(), velocity);
  }

  private static Batch exactMap(Batch noise) {
    double[] mapped = new double[noise.size()];
    for (int i = 0; i < mapped.length; i++) {
      int j = i % noise.columns();
      mapped[i] = Gaussian.mean()[j] + Gaussian.deviation()[j] * noise.doubles()[i];
    }
    return Batch.ofDoubles(noise.rows(), noise.columns(), mapped);
  }

  private static double relativeError(Batch actual, Batch expected) {
    double error = 0;
    double size = 0;
    for (int i = 0; i < expected.size(); i++) {
      double difference = actual.doubles()[i] - expected.doubles()[i];
      error += difference * difference;
      size += expected.doubles()[i] * expected.doubles()[i];
    }
    return Math.sqrt(error / size);
  }

  @Test
  void theTeacherIsTheExactField() {
    PathBatch points =
        model
            .teacher()
            .path(
                model.model().teacher().averaged(),
                TrainingRows.of(model.model().transform().forward(result.data().train())),
                10_000,
                new RandomStreams(77).stream("points"));
    double error =
        relativeError(
            model.velocity().velocity(points.t(), points.x()),
            exactVelocity(points.t(), points.x()));
    assertThat(error).isLessThan(FIELD_TOLERANCE);
  }

  @Test
  void oneStepIsTheExactMap() {
    Batch noise = model.noise(10_000, 78);
    Batch samples = model.toData(model.sampler().sample(noise));
    assertThat(relativeError(samples, exactMap(noise))).isLessThan(ONE_STEP_TOLERANCE);
  }

  @Test
  void theSolverOnTheTeacherIsTheExactMap() {
    Batch noise = model.noise(10_000, 79);
    Batch samples = model.toData(model.sampler(Selection.of("dopri5")).sample(noise));
    assertThat(relativeError(samples, exactMap(noise))).isLessThan(SOLVER_TOLERANCE);
  }

  @Test
  void theOneStepSamplerRunsFromNoiseToData() {
    Batch noise = model.noise(100, 80);
    Sampler linear = model.sampler(Selection.of("koopman"));
    Batch sampled = linear.sample(noise);
    assertThat(sampled).isEqualTo(model.flow().transport(noise, FlowTime.NOISE, FlowTime.DATA));
    assertThat(sampled).isEqualTo(linear.sample(noise, FlowTime.DATA).last());
    // In several steps of the same flow the result is the same but for rounding.
    assertThat(relativeError(linear.sample(noise, 0.5, FlowTime.DATA).last(), sampled))
        .isLessThan(1e-5);
  }
}
