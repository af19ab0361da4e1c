package org.koopflow.teacher.cfm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.training.Trainer;
import org.koopflow.api.training.TrainingTask;

/** A velocity network regressed on the conditional velocities of a coupling and a path. */
record CfmTeacher(Space space, Network network, CfmProvider.Settings settings) implements Teacher {

  private Tensor velocity(Scope scope, Tensor t, Tensor x) {
    return network.apply(scope, NetworkInput.of(space, t, x));
  }

  @Override
  public List<Parameter> parameters() {
    return network.parameters();
  }

  @Override
  public List<String> warnings(Dataset data) {
    if (settings.coupling() == Coupling.INDEPENDENT
        || data.trainLabels().isEmpty()
        || space.conditions() > 0) {
      return List.of();
    }
    return List.of(
        "the data have labels, and coupling "
            + settings.coupling().name().toLowerCase(Locale.ROOT)
            + " knows nothing of them: the noise it joins to one class is not standard normal, so"
            + " figures of single classes are skewed, those of all together are not; coupling"
            + " independent skews neither");
  }

  @Override
  public FittedWeights fit(TeacherFitting fitting) {
    Weights initial = Parameter.initialize(network.parameters(), fitting.random().in("initial"));
    RandomGenerator batches = fitting.random().stream("batches");
    Supplier<Map<String, Batch>> source = () -> batch(fitting.data(), batches);
    if (settings.coupling() == Coupling.INDEPENDENT) {
      return fit(fitting, initial, source);
    }
    try (BatchesAhead<Map<String, Batch>> ahead = new BatchesAhead<>(source)) {
      return fit(fitting, initial, ahead::next);
    }
  }

  private FittedWeights fit(
      TeacherFitting fitting, Weights initial, Supplier<Map<String, Batch>> batches) {
    TrainingTask task =
        TrainingTask.of("teacher", initial, this::regression, step -> batches.get());
    Trainer.Result result = fitting.trainer().train(fitting.backend(), task, settings.training());
    return new FittedWeights(result.averaged(), result.raw());
  }

  /** With uniform times, whatever the regression looks at. */
  @Override
  public PathBatch path(Weights fitted, TrainingRows data, int size, RandomGenerator random) {
    return coupled(data, size, RegressionTimes.UNIFORM, random);
  }

  /** In minibatches of one size, since the law of the coupled points depends on it. */
  private PathBatch coupled(
      TrainingRows data, int size, RegressionTimes regarded, RandomGenerator random) {
    int minibatch = Math.min(settings.minibatch(), settings.training().batchSize());
    if (settings.coupling() == Coupling.INDEPENDENT || size == minibatch) {
      return minibatch(data, size, regarded, random);
    }
    List<PathBatch> parts = new ArrayList<>();
    for (int rows = 0; rows < size; rows += minibatch) {
      parts.add(minibatch(data, minibatch, regarded, random));
    }
    return new PathBatch(
        Batch.stack(parts.stream().map(PathBatch::t).toList()).rows(0, size),
        Batch.stack(parts.stream().map(PathBatch::x).toList()).rows(0, size),
        Batch.stack(parts.stream().map(PathBatch::target).toList()).rows(0, size));
  }

  private PathBatch minibatch(
      TrainingRows data, int size, RegressionTimes regarded, RandomGenerator random) {
    Batch noise = RandomStreams.normal(size, space.dimension(), random);
    Batch drawn = data.draw(size, random);
    Batch paired = drawn.gather(partners(noise, drawn, random));
    Batch times = regarded.draw(size, random);
    PathBatch between = settings.path().between(times, noise, space.state(paired), random);
    return new PathBatch(
        between.t(),
        space.join(between.x(), space.condition(paired)),
        space.moving(between.target()));
  }

  private int[] partners(Batch noise, Batch drawn, RandomGenerator random) {
    Pairing pairing = settings.pairing();
    return space
        .condition(drawn)
        .map(classes -> pairing.inside(classes, noise, space.state(drawn), random))
        .orElseGet(() -> pairing.pair(noise, drawn, random));
  }

  @Override
  public VelocityField velocity(Backend backend, Weights weights) {
    return VelocityField.of(space, backend, this::velocity, weights);
  }

  /** Mean squared deviation of the network from the conditional velocity. */
  private LossFunction.Loss regression(Scope scope, Map<String, Tensor> in) {
    Tensor deviation =
        velocity(scope, in.get("t"), in.get("x")).subtract(space.state(in.get("target")));
    return new LossFunction.Loss(deviation.square().mean(), Map.of());
  }

  private Map<String, Batch> batch(TrainingRows data, RandomGenerator random) {
    PathBatch drawn = coupled(data, settings.training().batchSize(), settings.times(), random);
    return Map.of("t", drawn.t(), "x", drawn.x(), "target", drawn.target());
  }
}
