package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.NoSettings;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.ExperimentReader;
import org.koopflow.parts.data.Gaussian;

/** A perfect teacher is reported as perfect, whatever noise it starts from. */
class OverriddenNoiseTest {
  /** Mean of the noise, N((10, 0), I). */
  private static final double[] START = {10, 0};

  private static final Koopflow KOOPFLOW =
      new Koopflow(Plugins.builder().addAll(Plugins.discover()).add(new Shifted()).build());

  /** The exact flow from N((10, 0), I) to the Gaussian of data source {@code gaussian}. */
  private static final class Shifted implements TeacherProvider<NoSettings> {
    @Override
    public String name() {
      return "shifted";
    }

    @Override
    public String summary() {
      return "exact flow to one Gaussian from noise that is not centred";
    }

    @Override
    public NoSettings defaults() {
      return new NoSettings();
    }

    @Override
    public Teacher create(NoSettings settings, TeacherContext context) {
      return new ShiftedTeacher();
    }
  }

  private static final class ShiftedTeacher implements Teacher {
    @Override
    public Space space() {
      return Space.of(2);
    }

    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public FittedWeights fit(TeacherFitting fitting) {
      return new FittedWeights(Weights.EMPTY, Weights.EMPTY);
    }

    @Override
    public Batch noise(int count, Weights fitted, RandomGenerator random) {
      float[] rows = RandomStreams.normal(count, 2, random).floats();
      for (int i = 0; i < rows.length; i++) {
        rows[i] += (float) START[i % 2];
      }
      return Batch.of(count, 2, rows);
    }

    @Override
    public PathBatch path(Weights fitted, TrainingRows data, int size, RandomGenerator random) {
      float[] x0 = noise(size, fitted, random).floats();
      float[] x1 = data.draw(size, random).floats();
      float[] t = new float[size];
      float[] x = new float[2 * size];
      float[] target = new float[2 * size];
      for (int i = 0; i < x.length; i++) {
        t[i / 2] = i % 2 == 0 ? random.nextFloat() : t[i / 2];
        target[i] = x1[i] - x0[i];
        x[i] = x0[i] + t[i / 2] * target[i];
      }
      return new PathBatch(Batch.of(size, 1, t), Batch.of(size, 2, x), Batch.of(size, 2, target));
    }

    /**
     * {@code v = m - a + (t S - (1 - t)) / ((1 - t)^2 + t^2 S) (x - (1 - t) a - t m)} for the mean
     * a of the noise, coordinate by coordinate.
     */
    @Override
    public VelocityField velocity(Backend backend, Weights weights) {
      return new VelocityField() {
        @Override
        public Space space() {
          return Space.of(2);
        }

        @Override
        public Batch velocity(Batch t, Batch x) {
          double[] v = new double[x.size()];
          for (int i = 0; i < v.length; i++) {
            double time = t.get(i / 2, 0);
            double a = START[i % 2];
            double m = Gaussian.mean()[i % 2];
            double s = Math.pow(Gaussian.deviation()[i % 2], 2);
            double slope = (time * s - (1 - time)) / ((1 - time) * (1 - time) + time * time * s);
            v[i] = m - a + slope * (x.get(i / 2, i % 2) - (1 - time) * a - time * m);
          }
          return Batch.ofDoubles(x.rows(), 2, v).to(x.precision());
        }
      };
    }
  }

  /** From centred noise its samples would be about 7 off. */
  @Test
  void aPerfectTeacherIsReportedAsOne() {
    List<String> overrides = new ArrayList<>(List.of(Small.overrides()));
    overrides.removeIf(override -> override.startsWith("teacher."));
    overrides.addAll(
        List.of(
            "teacher.type=shifted",
            "data.source=gaussian",
            "data.samples=4000",
            "data.testSamples=2000",
            "evaluation.samples=2000"));
    RunResult result =
        KOOPFLOW.run(
            new ExperimentReader(KOOPFLOW.plugins())
                .preset("eight-gaussians", overrides.toArray(String[]::new)));
    double floor = distance(result, "floor");
    assertThat(floor).isLessThan(0.1);
    assertThat(distance(result, "teacher")).isLessThan(0.1);
    // A student of forty steps is far from it.
    assertThat(distance(result, "student")).isGreaterThan(0.2);
  }

  private static double distance(RunResult result, String who) {
    return (double) ((Map<?, ?>) result.metrics().get(who)).get("slicedWasserstein");
  }
}
