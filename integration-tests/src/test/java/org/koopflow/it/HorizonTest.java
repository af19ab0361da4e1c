package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.Weights;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.core.plugin.Plugins;

/** Every solver and every teacher mean the same horizon. */
class HorizonTest {
  private static final Plugins PLUGINS = Plugins.discover();

  /** {@code dx/dt = (1, -2)} everywhere; remembers the times it is asked for. */
  private static final class Constant implements VelocityField {
    private final List<Double> times = new ArrayList<>();

    @Override
    public Space space() {
      return Space.of(2);
    }

    @Override
    public Batch velocity(Batch t, Batch x) {
      float[] velocity = new float[x.size()];
      for (int i = 0; i < x.rows(); i++) {
        times.add(t.get(i, 0));
        velocity[2 * i] = 1;
        velocity[2 * i + 1] = -2;
      }
      return Batch.of(x.rows(), 2, velocity);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"euler", "heun", "rk4", "dopri5"})
  void solversRunFromNoiseToData(String name) {
    Constant field = new Constant();
    Sampler solver =
        PLUGINS.create(
            SamplerProvider.class, Selection.<SamplerProvider<?>>of(name), SampledModel.of(field));
    Batch end = solver.sample(Batch.of(2, 2, 0.5f, 0, -3, 1));
    double length = FlowTime.DATA - FlowTime.NOISE;
    double[] expected = {0.5 + length, -2 * length, -3 + length, 1 - 2 * length};
    for (int i = 0; i < expected.length; i++) {
      assertThat(end.doubles()[i]).isCloseTo(expected[i], within(1e-5));
    }
    assertThat(field.times).contains(FlowTime.NOISE);
    assertThat(field.times).allMatch(t -> t >= FlowTime.NOISE && t <= FlowTime.DATA);
  }

  @Test
  void theTeachersPathRunsFromNoiseToData() {
    Teacher teacher =
        PLUGINS.create(
            TeacherProvider.class,
            Selection.<TeacherProvider<?>>of("cfm"),
            new TeacherContext(Space.of(2), PLUGINS.networks()));
    Batch data = Batch.of(1, 2, 100, -100);
    PathBatch path =
        teacher.path(
            Weights.EMPTY, TrainingRows.of(data), 5000, new RandomStreams(5).stream("path"));
    double smallest = Double.MAX_VALUE;
    double largest = -Double.MAX_VALUE;
    for (int i = 0; i < path.t().rows(); i++) {
      double t = path.t().get(i, 0);
      smallest = Math.min(smallest, t);
      largest = Math.max(largest, t);
      double toGo = FlowTime.DATA - t;
      for (int j = 0; j < 2; j++) {
        // Whatever the noise was, the target leads to the data in the time that is left.
        double end = path.x().get(i, j) + toGo * path.target().get(i, j);
        assertThat(end).isCloseTo(data.get(0, j), within(1e-3));
      }
    }
    assertThat(smallest).isBetween(FlowTime.NOISE, FlowTime.NOISE + 0.01);
    assertThat(largest).isBetween(FlowTime.DATA - 0.01, FlowTime.DATA);
  }
}
