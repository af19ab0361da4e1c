package org.koopflow.teacher.cfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.koopflow.api.Batch;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.api.network.Networks;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.training.Trainer;
import org.koopflow.api.training.TrainingSettings;
import org.koopflow.testkit.TeacherContract;

class CfmProviderTest implements TeacherContract<CfmProvider.Settings> {
  /** One matrix: enough to see which sizes a teacher asks for. */
  private record OneMatrix(NetworkContext context) implements Network {
    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter(
              "W", new Shape(context.inputs(), context.outputs()), Initializer.uniform(1)));
    }

    @Override
    public Tensor apply(Scope scope, NetworkInput input) {
      return input.joined().matmul(scope.parameter("W"));
    }
  }

  private static final Networks NETWORKS = (selection, context) -> new OneMatrix(context);

  @Override
  public CfmProvider provider() {
    return new CfmProvider();
  }

  @Test
  void theNetworkSeesTimeAndState() {
    Teacher teacher =
        provider().create(provider().defaults(), new TeacherContext(Space.of(3), NETWORKS));
    assertThat(teacher.space()).isEqualTo(Space.of(3));
    assertThat(teacher.parameters())
        .singleElement()
        .extracting(Parameter::shape)
        .isEqualTo(new Shape(4, 3));
  }

  @Test
  void pathPointsComeFromTheDataGiven() {
    Teacher teacher =
        provider().create(provider().defaults(), new TeacherContext(Space.of(2), NETWORKS));
    Batch data = Batch.of(2, 2, 5, 0, -5, 0);
    PathBatch path =
        teacher.path(Weights.EMPTY, TrainingRows.of(data), 500, new RandomStreams(1).stream("p"));
    for (int i = 0; i < 500; i++) {
      double end = path.x().get(i, 0) + (1 - path.t().get(i, 0)) * path.target().get(i, 0);
      assertThat(Math.abs(end)).isBetween(4.9999, 5.0001);
    }
    assertThat(
            teacher.path(
                Weights.EMPTY, TrainingRows.of(data), 500, new RandomStreams(1).stream("p")))
        .isEqualTo(path);
  }

  private static CfmProvider.Settings settings(
      Coupling coupling, ProbabilityPath path, double sigma, double regularization) {
    CfmProvider.Settings defaults = new CfmProvider().defaults();
    return new CfmProvider.Settings(
        defaults.network(),
        coupling,
        64,
        new ConditionalPath(path, sigma),
        regularization,
        defaults.times(),
        TrainingSettings.of(1, 128, 1e-3));
  }

  /** Plans are computed on a thread of their own, which changes nothing and ends with the fit. */
  @ParameterizedTest
  @EnumSource(Coupling.class)
  void batchesAreDrawnAheadWhereTheyTakePlans(Coupling coupling) {
    Batch data = RandomStreams.normal(500, 2, new RandomStreams(2).stream("data"));
    Teacher teacher =
        provider()
            .create(
                settings(coupling, ProbabilityPath.LINEAR, 0, 0.5),
                new TeacherContext(Space.of(2), NETWORKS));
    List<Map<String, Batch>> seen = new ArrayList<>();
    List<Thread> helpers = new ArrayList<>();
    Trainer trainer =
        (backend, task, settings) -> {
          for (int step = 0; step < 3; step++) {
            seen.add(task.batch(step));
          }
          helpers.addAll(helpers());
          return new Trainer.Result(task.initial(), task.initial(), 3);
        };
    List<Thread> before = helpers();
    teacher.fit(new TeacherFitting(TrainingRows.of(data), null, trainer, new RandomStreams(5)));
    RandomGenerator random = new RandomStreams(5).stream("batches");
    for (Map<String, Batch> batch : seen) {
      PathBatch expected = teacher.path(Weights.EMPTY, TrainingRows.of(data), 128, random);
      assertThat(batch)
          .containsEntry("t", expected.t())
          .containsEntry("x", expected.x())
          .containsEntry("target", expected.target());
    }
    helpers.removeAll(before);
    assertThat(helpers).hasSize(coupling == Coupling.INDEPENDENT ? 0 : 1);
    for (Thread helper : helpers) {
      assertThatCode(() -> helper.join(5_000)).doesNotThrowAnyException();
      assertThat(helper.isAlive()).isFalse();
    }
  }

  @Test
  void plansThatSkewClassesAreWarnedOf() {
    Batch rows = Batch.zeros(3, 2);
    Optional<int[]> labels = Optional.of(new int[] {0, 1, 1});
    Dataset labelled = new Dataset("three", rows, rows, labels, labels, Optional.empty());
    for (Coupling coupling : Coupling.values()) {
      Teacher teacher =
          provider()
              .create(
                  settings(coupling, ProbabilityPath.LINEAR, 0, 0.5),
                  new TeacherContext(Space.of(2), NETWORKS));
      assertThat(teacher.warnings(Dataset.of("three", rows, rows))).isEmpty();
      if (coupling == Coupling.INDEPENDENT) {
        assertThat(teacher.warnings(labelled)).isEmpty();
      } else {
        assertThat(teacher.warnings(labelled))
            .singleElement()
            .asString()
            .contains("labels", coupling.name().toLowerCase(Locale.ROOT));
      }
    }
  }

  private static List<Thread> helpers() {
    return new ArrayList<>(
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("koopflow-batches"))
            .toList());
  }

  /** Mean squared length of the lines that points and targets of a linear path lie on. */
  private static double length(CfmProvider.Settings settings, int size) {
    Batch data = RandomStreams.normal(1000, 2, new RandomStreams(2).stream("data"));
    PathBatch path =
        new CfmProvider()
            .create(settings, new TeacherContext(Space.of(2), NETWORKS))
            .path(Weights.EMPTY, TrainingRows.of(data), size, new RandomStreams(3).stream("p"));
    assertThat(path.x().rows()).isEqualTo(size);
    double sum = 0;
    for (double u : path.target().doubles()) {
      sum += u * u / size;
    }
    return sum;
  }

  @Test
  void coupledLinesAreShorterByMinibatch() {
    double independent = length(settings(Coupling.INDEPENDENT, ProbabilityPath.LINEAR, 0, 0), 960);
    double coupled = length(settings(Coupling.OT, ProbabilityPath.LINEAR, 0, 0), 960);
    double entropic = length(settings(Coupling.SINKHORN, ProbabilityPath.LINEAR, 0, 0.5), 960);
    // Two independent standard normal points in the plane are 4 apart in mean square.
    assertThat(independent).isBetween(3.5, 4.5);
    assertThat(entropic).isLessThan(0.4 * independent);
    assertThat(coupled).isLessThan(entropic);
    // Over 960 rows at once the plan would be shorter still: what counts is the minibatch of 64.
    assertThat(length(settings(Coupling.OT, ProbabilityPath.LINEAR, 0, 0), 64))
        .isBetween(0.5 * coupled, 2 * coupled);
    assertThat(length(settings(Coupling.OT, ProbabilityPath.LINEAR, 0, 0), 100)).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "INDEPENDENT, LINEAR, -0.1, 0, got -0.1",
    "INDEPENDENT, BRIDGE, 0, 0, path bridge needs a sigma > 0",
    "INDEPENDENT, TARGET, 1, 0, must be below 1",
    "OT, TARGET, 0, 0, has no pair to couple",
    "SINKHORN, TARGET, 0.1, 1, has no pair to couple",
    "SINKHORN, LINEAR, 0, 0, needs a positive regularization",
    "SINKHORN, LINEAR, 0, -1, regularization must be a number >= 0",
  })
  void whatMakesNoSenseIsRefused(
      Coupling coupling, ProbabilityPath path, double sigma, double regularization, String why) {
    assertThatThrownBy(() -> settings(coupling, path, sigma, regularization))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining(why);
  }

  @Test
  void theScaleOfTheTimesIsPositive() {
    assertThatThrownBy(() -> new RegressionTimes(TimeDensity.LOGIT_NORMAL, 0, 0))
        .hasMessageContaining("timeScale must be positive");
  }
}
