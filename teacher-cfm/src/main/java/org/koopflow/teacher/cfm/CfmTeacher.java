package org.koopflow.teacher.cfm;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.network.Network;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.training.Trainer;
import org.koopflow.api.training.TrainingSettings;
import org.koopflow.api.training.TrainingTask;

/** A velocity network regressed on the conditional velocities of a path. */
record CfmTeacher(int dimension, Network network, LinearPath path, TrainingSettings training)
    implements Teacher {

  private Tensor velocity(Scope scope, Tensor t, Tensor x) {
    return network.apply(scope, t.concatenate(Axis.COLUMNS, List.of(x)));
  }

  @Override
  public List<Parameter> parameters() {
    return network.parameters();
  }

  @Override
  public FittedWeights fit(TeacherFitting fitting) {
    Weights initial = Parameter.initialize(network.parameters(), fitting.random().in("initial"));
    RandomGenerator batches = fitting.random().stream("batches");
    TrainingTask task =
        TrainingTask.of(
            "teacher", initial, this::regression, step -> batch(fitting.data(), batches));
    Trainer.Result result = fitting.trainer().train(fitting.backend(), task, training);
    return new FittedWeights(result.averaged(), result.raw());
  }

  @Override
  public PathBatch path(Batch data, int size, RandomGenerator random) {
    Batch noise = RandomStreams.normal(size, dimension, random);
    return path.between(noise, RandomStreams.draw(data, size, random), random);
  }

  @Override
  public VelocityField velocity(Backend backend, Weights weights) {
    return new NetworkVelocity(
        dimension,
        backend.evaluator(
            (scope, in) -> Map.of("v", velocity(scope, in.get("t"), in.get("x"))), weights));
  }

  /** Mean squared deviation of the network from the conditional velocity. */
  private LossFunction.Loss regression(Scope scope, Map<String, Tensor> in) {
    Tensor deviation = velocity(scope, in.get("t"), in.get("x")).subtract(in.get("target"));
    return new LossFunction.Loss(deviation.square().mean(), Map.of());
  }

  private Map<String, Batch> batch(Batch data, RandomGenerator random) {
    PathBatch drawn = path(data, training.batchSize(), random);
    return Map.of("t", drawn.t(), "x", drawn.x(), "target", drawn.target());
  }
}
