package org.koopflow.teacher.cfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.testkit.SmallNetworks;
import org.koopflow.testkit.TeacherContract;

class AnalyticProviderTest implements TeacherContract<AnalyticProvider.Settings> {
  @Override
  public AnalyticProvider provider() {
    return new AnalyticProvider();
  }

  @Override
  public AnalyticProvider.Settings settings() {
    return kernels(100, 0.05);
  }

  private static AnalyticProvider.Settings kernels(int rows, double deviation) {
    return new AnalyticProvider.Settings(
        new ConditionalPath(ProbabilityPath.LINEAR, 0),
        rows,
        deviation,
        List.of(),
        List.of(),
        List.of());
  }

  private static AnalyticProvider.Settings mixture(
      List<Double> means, List<Double> deviations, List<Double> weights) {
    return new AnalyticProvider.Settings(
        new ConditionalPath(ProbabilityPath.LINEAR, 0), 1, 0, means, deviations, weights);
  }

  private Teacher teacher(AnalyticProvider.Settings settings) {
    return provider().create(settings, new TeacherContext(Space.of(2), new SmallNetworks()));
  }

  private static TeacherFitting fitting(Batch data) {
    return new TeacherFitting(TrainingRows.of(data), null, null, new RandomStreams(3));
  }

  @Test
  void kernelsSitOnDistinctTrainingRowsAndTravelWithTheWeights() {
    Batch data = RandomStreams.normal(60, 2, new RandomStreams(1).stream("data"));
    Teacher teacher = teacher(kernels(40, 0));
    Weights weights = teacher.fit(fitting(data)).averaged();
    Batch rows = weights.get("rows");
    assertThat(teacher.parameters().get(0).shape().rows()).isEqualTo(rows.rows()).isEqualTo(40);
    TreeSet<Double> known = new TreeSet<>();
    for (int i = 0; i < 60; i++) {
      known.add(data.get(i, 0));
    }
    TreeSet<Double> chosen = new TreeSet<>();
    for (int i = 0; i < 40; i++) {
      chosen.add(rows.get(i, 0));
    }
    assertThat(chosen).hasSize(40);
    assertThat(known).containsAll(chosen);
    // Whatever data it is asked with, the path of the fitted teacher ends at its own rows.
    PathBatch path =
        teacher.path(
            weights, TrainingRows.of(Batch.zeros(3, 2)), 100, new RandomStreams(4).stream("p"));
    for (int i = 0; i < 100; i++) {
      double end = path.x().get(i, 0) + (1 - path.t().get(i, 0)) * path.target().get(i, 0);
      double nearest = chosen.stream().mapToDouble(v -> Math.abs(v - end)).min().orElseThrow();
      assertThat(nearest).isLessThan(1e-5);
    }
  }

  @Test
  void tooFewTrainingRowsAreRefused() {
    assertThatThrownBy(() -> teacher(kernels(10, 0.1)).fit(fitting(Batch.zeros(9, 2))))
        .isInstanceOf(SpecificationException.class)
        .hasMessage("teacher.rows is 10, but the data has only 9 training rows");
  }

  @Test
  void aMixtureIsReadFromItsLists() {
    Teacher teacher =
        teacher(mixture(List.of(1.0, 2.0, -1.0, 0.0), List.of(0.1, 0.4), List.of(3.0, 1.0)));
    assertThat(teacher.parameters()).isEmpty();
    assertThat(teacher.fit(fitting(Batch.zeros(2, 2))).averaged()).isEqualTo(Weights.EMPTY);
    // At time 0 the state says nothing about the component: E x_1 - x_0.
    try (VelocityField field = teacher.velocity(null, Weights.EMPTY)) {
      Batch v = field.velocity(0, Batch.of(1, 2, 0.3f, -0.2f));
      assertThat(v.get(0, 0)).isCloseTo(0.75 - 0.25 - 0.3, within(1e-6));
      assertThat(v.get(0, 1)).isCloseTo(1.5 + 0.2, within(1e-6));
    }
  }

  @Test
  void listsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> teacher(mixture(List.of(1.0, 2.0, 3.0), List.of(1.0), List.of())))
        .hasMessageContaining("2 numbers for each component, got 3");
    assertThatThrownBy(() -> teacher(mixture(List.of(1.0, 2.0), List.of(1.0, 1.0, 1.0), List.of())))
        .hasMessageContaining("deviations must hold 1, 1 or 2 numbers");
    assertThatThrownBy(() -> teacher(mixture(List.of(1.0, 2.0), List.of(), List.of())))
        .hasMessageContaining("got 0");
    assertThatThrownBy(() -> teacher(mixture(List.of(1.0, 2.0), List.of(1.0), List.of(1.0, 1.0))))
        .hasMessageContaining("weights must hold one number");
    assertThatThrownBy(() -> mixture(List.of(), List.of(0.1), List.of()))
        .hasMessageContaining("means is empty");
    assertThatThrownBy(() -> mixture(List.of(1.0), List.of(-0.1), List.of()))
        .hasMessageContaining("-0.1");
    assertThatThrownBy(() -> mixture(List.of(1.0), List.of(0.1), List.of(0.0)))
        .hasMessageContaining("weights must be positive");
    assertThatThrownBy(() -> kernels(0, 0.1)).hasMessageContaining("got 0");
    assertThatThrownBy(() -> kernels(1, Double.NaN)).hasMessageContaining("NaN");
  }
}
