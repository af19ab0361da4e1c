package org.koopflow.benchmarks.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.objective.TermContext;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;
import org.koopflow.core.model.KoopmanFlow;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.objective.ObjectiveTerms;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.ExperimentReader;
import org.koopflow.core.training.Descent;
import org.koopflow.core.training.TrainingStep;
import org.koopflow.graph.OperationCount;

/**
 * The work that is measured, in one backend: single operations, and models with random weights,
 * since speed does not depend on what they have learned. Each workload is closed by the caller,
 * before the backend.
 */
public final class Workloads {
  /** Coordinates of the images that are sampled, whitened principal components. */
  public static final int IMAGE_DIMENSION = 64;

  /** Inner size of the products that are as tall as the batch. */
  private static final int WIDTH = 512;

  private final Plugins plugins;
  private final Backend backend;
  private final RandomStreams random = new RandomStreams(1).in("benchmark");

  /**
   * Creates the workloads of a backend.
   *
   * @param plugins makes the parts of the models
   * @param backend does the work; stays the caller's
   */
  public Workloads(Plugins plugins, Backend backend) {
    this.plugins = plugins;
    this.backend = backend;
  }

  /**
   * Everything this backend can do.
   *
   * @param rows rows of the large batch
   * @return what makes each workload, to be made, measured and closed one at a time; without the
   *     training step for a backend without gradients
   */
  public List<Supplier<Workload>> all(int rows) {
    List<Supplier<Workload>> all = new ArrayList<>();
    all.add(() -> kernels().gemm(rows, WIDTH));
    all.add(() -> sampling(rows));
    all.add(() -> velocity(rows));
    all.add(() -> lieDerivative(rows));
    if (trains()) {
      all.add(this::trainingStep);
    }
    return all;
  }

  /**
   * The work of single operations.
   *
   * @return its workloads in this backend
   */
  public KernelWorkloads kernels() {
    return new KernelWorkloads(backend);
  }

  /**
   * Whether the backend can train.
   *
   * @return false if it has no gradients
   */
  boolean trains() {
    return backend.capabilities().contains(Backend.Capability.GRADIENTS);
  }

  /** Encoder, decoder and teacher with four hidden layers of 512 units, 128 observables. */
  private Experiment images() {
    return new ExperimentReader(plugins)
        .preset(
            "fashion-mnist",
            "teacher.network.width=512",
            "teacher.network.depth=4",
            "lifting.dimension=128",
            "lifting.network.type=mlp",
            "lifting.network.width=512",
            "lifting.network.depth=4");
  }

  private static Batch normal(int rows, int columns, String purpose) {
    return KernelWorkloads.normal(rows, columns, purpose);
  }

  private static Batch times(int rows) {
    float[] times = new float[rows];
    for (int i = 0; i < rows; i++) {
      times[i] = (i + 0.5f) / rows;
    }
    return Batch.of(rows, 1, times);
  }

  /**
   * One-step sampling of images, host batch to host batch: lift, one product with the exponential,
   * decode.
   *
   * @param rows samples at once
   * @return one call of the {@code koopman} sampler
   */
  public Workload sampling(int rows) {
    Experiment experiment = images();
    KoopmanModel model = KoopmanModel.of(plugins, experiment, Space.of(IMAGE_DIMENSION));
    Weights weights = Parameter.initialize(model.parameters(), random);
    KoopmanFlow flow =
        new KoopmanFlow(
            backend,
            model,
            weights,
            plugins.create(
                ExponentialProvider.class, experiment.exponential(), ExponentialContext.DENSE));
    Sampler sampler =
        plugins.create(SamplerProvider.class, experiment.sampler(), SampledModel.of(flow));
    Batch noise = normal(rows, IMAGE_DIMENSION, "noise");
    int n = model.lifting().layout().dimension();
    TensorFunction step =
        (scope, in) ->
            Map.of(
                "x",
                model.decode(
                    scope, model.lift(scope, in.get("t"), in.get("x")).matmul(in.get("e"))));
    return new Workload(
        "one-step sampling, batch " + rows,
        "samples",
        rows,
        OperationCount.of(
                step, weights, Map.of("t", times(rows), "x", noise, "e", Batch.zeros(n, n)))
            .flops(),
        () -> sampler.sample(noise),
        List.of(flow));
  }

  /**
   * One evaluation of the teacher of the same images.
   *
   * @param rows points at once
   * @return one call of its velocity field
   */
  public Workload velocity(int rows) {
    Teacher teacher =
        plugins.create(
            TeacherProvider.class,
            images().teacher(),
            new TeacherContext(Space.of(IMAGE_DIMENSION), plugins.networks()));
    Weights weights = Parameter.initialize(teacher.parameters(), random);
    VelocityField field = teacher.velocity(backend, weights);
    Batch t = times(rows);
    Batch x = normal(rows, IMAGE_DIMENSION, "points");
    return new Workload(
        "teacher's velocity, batch " + rows,
        "points",
        rows,
        rows * layers(weights),
        () -> field.velocity(t, x),
        List.of(field));
  }

  /** Operations of all layers for one row; a matrix of weights is used once by a perceptron. */
  private static double layers(Weights weights) {
    return weights.values().values().stream()
        .filter(value -> value.rows() > 1)
        .mapToDouble(value -> 2.0 * value.size())
        .sum();
  }

  /**
   * Value and Lie derivative of the lifting of the same images, in one forward-mode pass.
   *
   * @param rows points at once
   * @return one pass
   */
  public Workload lieDerivative(int rows) {
    KoopmanModel model = KoopmanModel.of(plugins, images(), Space.of(IMAGE_DIMENSION));
    Weights weights = Parameter.initialize(model.parameters(), random);
    TensorFunction lie =
        (scope, in) -> {
          Tensor one = scope.filled(in.get("t").shape(), 1);
          Dual lifted =
              (Dual)
                  model.lift(
                      Dual.scope(scope),
                      Dual.of(in.get("t"), one),
                      Dual.of(in.get("x"), in.get("velocity")));
          return Map.of("lie", lifted.tangent());
        };
    Evaluator evaluator = backend.evaluator(lie, weights);
    Map<String, Batch> inputs = new LinkedHashMap<>();
    inputs.put("t", times(rows));
    inputs.put("x", normal(rows, IMAGE_DIMENSION, "points"));
    inputs.put("velocity", normal(rows, IMAGE_DIMENSION, "velocity"));
    return new Workload(
        "Lie derivative, batch " + rows,
        "rows",
        rows,
        OperationCount.of(lie, weights, inputs).flops(),
        () -> evaluator.apply(inputs),
        List.of(evaluator));
  }

  /**
   * One step of training the student of the eight gaussians: loss, gradient and update.
   *
   * @return one step with the preset's sizes
   */
  public Workload trainingStep() {
    Experiment experiment = new ExperimentReader(plugins).preset("eight-gaussians");
    int rows = experiment.training().gradient().batchSize();
    KoopmanModel model = KoopmanModel.of(plugins, experiment, Space.of(2));
    Weights initial = Parameter.initialize(model.parameters(), random);
    Map<String, Batch> inputs = new LinkedHashMap<>();
    for (String name : List.of("x0", "x1", "xs", "xt", "velocity")) {
      inputs.put(name, normal(rows, 2, name));
    }
    inputs.put("s", Batch.filled(1, 1, (FlowTime.NOISE + FlowTime.DATA) / 2));
    inputs.put("t", times(rows));
    TrainingStep step =
        new TrainingStep(
            backend,
            model,
            plugins.create(
                ExponentialProvider.class, experiment.exponential(), ExponentialContext.DENSE),
            ObjectiveTerms.of(
                plugins, experiment.objective(), new TermContext(model.lifting().layout())),
            new Descent(plugins, experiment.training().gradient(), initial, model.frozen()));
    return new Workload(
        "training step, batch " + rows,
        "steps",
        1,
        OperationCount.ofGradient(step.loss(), initial, inputs).flops(),
        () -> step.run(inputs),
        List.of(step));
  }
}
