package org.koopflow.backend.djl;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/** A loss whose gradient PyTorch records anew at every call. */
final class DjlDifferentiator extends DjlFunction implements Differentiator {
  /** DJL refuses a second collector in the JVM, so calls take turns in the order they come. */
  private static final ReentrantLock COLLECTING = new ReentrantLock(true);

  private static final Shape SCALAR = new Shape(1, 1);

  private final LossFunction loss;
  private final Precision precision;
  private final Engine engine;
  private final Map<String, HostBuffer> parameterBuffers = new HashMap<>();

  DjlDifferentiator(DjlBackend backend, LossFunction loss) {
    super(backend);
    this.loss = loss;
    this.precision = backend.precision();
    this.engine = manager().getEngine();
  }

  @Override
  public Gradient apply(Weights weights, Map<String, Batch> inputs) {
    if (COLLECTING.isHeldByCurrentThread()) {
      throw new IllegalStateException("a loss cannot differentiate another loss while it is built");
    }
    return call(() -> differentiate(weights, inputs));
  }

  private Gradient differentiate(Weights weights, Map<String, Batch> inputs) {
    try (Computation computation = begin()) {
      DjlScope scope =
          new DjlScope(
              computation,
              weights.values().keySet(),
              name -> parameter(computation, name, weights.get(name)),
              constantBuffers);
      Map<String, Tensor> tensors = computation.inputs(inputBuffers, inputs);
      LossFunction.Loss built = record(computation, scope, tensors);
      Map<String, Double> reported = new LinkedHashMap<>();
      built
          .reported()
          .forEach((name, figure) -> reported.put(name, figure(computation, name, figure)));
      return new Gradient(
          figure(computation, "total", built.total()),
          reported,
          gradients(computation, scope, weights));
    }
  }

  private DjlTensor parameter(Computation computation, String name, Batch value) {
    HostBuffer buffer = parameterBuffers.computeIfAbsent(name, n -> new HostBuffer());
    PtNDArray array = computation.wrap(buffer, value);
    array.setRequiresGradient(true);
    return computation.tensor(array, new Shape(value.rows(), value.columns()));
  }

  /** Runs the loss forward and backward. */
  private LossFunction.Loss record(
      Computation computation, DjlScope scope, Map<String, Tensor> inputs) {
    COLLECTING.lock();
    try (GradientCollector collector = engine.newGradientCollector()) {
      LossFunction.Loss built = loss.apply(scope, inputs);
      requireScalar("total", built.total());
      PtNDArray total = computation.own(built.total()).array();
      // A sum with a variable that is zero has a gradient even where no parameter moves the loss;
      // DJL offers no way to ask that does not crash.
      PtNDArray zero = computation.full(DjlTensor.toDjl(SCALAR), 0);
      zero.setRequiresGradient(true);
      collector.backward(JniUtils.add(total, zero));
      return built;
    } finally {
      COLLECTING.unlock();
    }
  }

  private static double figure(Computation computation, String name, Tensor tensor) {
    requireScalar(name, tensor);
    return computation.read(tensor).get(0, 0);
  }

  private static void requireScalar(String name, Tensor tensor) {
    if (!tensor.shape().equals(SCALAR)) {
      throw new IllegalArgumentException(
          "figure '" + name + "' of a loss is 1 x 1, got " + tensor.shape());
    }
  }

  private Weights gradients(Computation computation, DjlScope scope, Weights weights) {
    Map<String, Batch> gradients = new LinkedHashMap<>();
    weights
        .values()
        .forEach(
            (name, value) ->
                gradients.put(name, gradient(computation, scope.used().get(name), value)));
    return new Weights(gradients);
  }

  private Batch gradient(Computation computation, DjlTensor parameter, Batch value) {
    // Asked for once: every call makes a new handle, here owned by the computation.
    PtNDArray gradient = parameter == null ? null : JniUtils.getGradient(parameter.array());
    return gradient == null
        ? Batch.zeros(value.rows(), value.columns()).to(precision)
        : computation.read(gradient, parameter.shape());
  }
}
