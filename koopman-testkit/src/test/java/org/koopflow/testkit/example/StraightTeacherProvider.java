package org.koopflow.testkit.example;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.NoSettings;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.LossFunction.Loss;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.training.Trainer;
import org.koopflow.api.training.TrainingSettings;
import org.koopflow.api.training.TrainingTask;

/** Straight paths from noise to independent data, regressed by a network. */
public final class StraightTeacherProvider implements TeacherProvider<NoSettings> {
  private static final TrainingSettings TRAINING = TrainingSettings.of(1, 32, 1e-3);

  @Override
  public String name() {
    return "straight";
  }

  @Override
  public String summary() {
    return "straight paths";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public Teacher create(NoSettings settings, TeacherContext context) {
    Space space = context.space();
    return new Straight(
        space, context.networks().create(Selection.of("small"), NetworkContext.velocity(space)));
  }

  private record Straight(Space space, Network network) implements Teacher {
    @Override
    public List<Parameter> parameters() {
      return network.parameters();
    }

    private Tensor velocity(Scope scope, Tensor t, Tensor x) {
      return network.apply(scope, NetworkInput.of(space, t, x));
    }

    @Override
    public FittedWeights fit(TeacherFitting fitting) {
      LossFunction loss =
          (scope, in) ->
              new Loss(
                  velocity(scope, in.get("t"), in.get("x"))
                      .subtract(space.state(in.get("u")))
                      .square()
                      .mean(),
                  Map.of());
      Weights initial = Parameter.initialize(network.parameters(), fitting.random().in("weights"));
      RandomGenerator random = fitting.random().stream("batches");
      TrainingTask task =
          new TrainingTask() {
            @Override
            public String name() {
              return "teacher";
            }

            @Override
            public Weights initial() {
              return initial;
            }

            @Override
            public LossFunction loss(Weights current) {
              return loss;
            }

            @Override
            public Map<String, Batch> batch(int step) {
              PathBatch path = path(Weights.EMPTY, fitting.data(), TRAINING.batchSize(), random);
              return Map.of("t", path.t(), "x", path.x(), "u", path.target());
            }
          };
      Trainer.Result result = fitting.trainer().train(fitting.backend(), task, TRAINING);
      return new FittedWeights(result.averaged(), result.raw());
    }

    @Override
    public PathBatch path(Weights fitted, TrainingRows data, int size, RandomGenerator random) {
      int dimension = space.dimension();
      Batch noise = RandomStreams.normal(size, dimension, random);
      Batch drawn = data.draw(size, random);
      Batch end = space.state(drawn);
      float[] t = new float[size];
      float[] x = new float[size * dimension];
      float[] u = new float[size * dimension];
      for (int i = 0; i < size; i++) {
        t[i] = random.nextFloat();
        for (int k = i * dimension; k < (i + 1) * dimension; k++) {
          u[k] = end.floats()[k] - noise.floats()[k];
          x[k] = noise.floats()[k] + t[i] * u[k];
        }
      }
      return new PathBatch(
          Batch.of(size, 1, t),
          space.join(Batch.of(size, dimension, x), space.condition(drawn)),
          space.moving(Batch.of(size, dimension, u)));
    }

    @Override
    public VelocityField velocity(Backend backend, Weights weights) {
      return VelocityField.of(space, backend, this::velocity, weights);
    }
  }
}
