package org.koopflow.backend.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendSettings;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;

/** Evaluates eagerly; every computation owns a manager that frees all it made. */
final class DjlBackend implements Backend {
  private static final ReentrantLock COLLECTOR = new ReentrantLock(true);
  private final Precision precision;
  private final NDManager root;

  DjlBackend(BackendSettings settings) {
    this.precision = settings.precision();
    this.root = Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
  }

  @Override
  public String name() {
    return "djl";
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.GRADIENTS, Capability.FLOAT64);
  }

  private NDArray create(NDManager manager, Batch b) {
    ai.djl.ndarray.types.Shape s = new ai.djl.ndarray.types.Shape(b.rows(), b.columns());
    return precision == Precision.FLOAT32
        ? manager.create(FloatBuffer.wrap(b.floats()), s, DataType.FLOAT32)
        : manager.create(DoubleBuffer.wrap(b.doubles()), s, DataType.FLOAT64);
  }

  private Batch read(NDArray a, Shape s) {
    return precision == Precision.FLOAT32
        ? Batch.of(s.rows(), s.columns(), a.toFloatArray())
        : Batch.ofDoubles(s.rows(), s.columns(), a.toDoubleArray());
  }

  private Scope scope(NDManager step, Map<String, NDArray> parameters) {
    return new Scope() {
      @Override
      public Tensor parameter(String name) {
        NDArray a = parameters.get(name);
        if (a == null) {
          throw new IllegalArgumentException(
              "no parameter '" + name + "'; known parameters: " + parameters.keySet());
        }
        return new DjlTensor(
            a, step, new Shape((int) a.getShape().get(0), (int) a.getShape().get(1)));
      }

      @Override
      public Tensor constant(Batch value) {
        return new DjlTensor(create(step, value), step, new Shape(value.rows(), value.columns()));
      }

      @Override
      public Tensor filled(Shape shape, double value) {
        DataType type = precision == Precision.FLOAT32 ? DataType.FLOAT32 : DataType.FLOAT64;
        NDArray a = step.zeros(new ai.djl.ndarray.types.Shape(shape.rows(), shape.columns()), type);
        if (value != 0) {
          a.addi(value);
        }
        return new DjlTensor(a, step, shape);
      }
    };
  }

  private Map<String, Tensor> inputs(NDManager step, Map<String, Batch> inputs) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    inputs.forEach(
        (n, b) ->
            tensors.put(n, new DjlTensor(create(step, b), step, new Shape(b.rows(), b.columns()))));
    return tensors;
  }

  @Override
  public Evaluator evaluator(TensorFunction function, Weights weights) {
    NDManager own = root.newSubManager();
    Map<String, NDArray> parameters = new LinkedHashMap<>();
    weights.values().forEach((n, b) -> parameters.put(n, create(own, b)));
    return new Evaluator() {
      @Override
      public Map<String, Batch> apply(Map<String, Batch> in) {
        try (NDManager step = own.newSubManager()) {
          Map<String, Batch> out = new LinkedHashMap<>();
          function
              .apply(scope(step, parameters), inputs(step, in))
              .forEach((n, t) -> out.put(n, read(((DjlTensor) t).array(), t.shape())));
          return out;
        }
      }

      @Override
      public void close() {
        own.close();
      }
    };
  }

  @Override
  public Differentiator differentiator(LossFunction loss) {
    return new Differentiator() {
      @Override
      public Gradient apply(Weights weights, Map<String, Batch> in) {
        COLLECTOR.lock();
        try (NDManager step = root.newSubManager()) {
          Map<String, NDArray> parameters = new LinkedHashMap<>();
          weights
              .values()
              .forEach(
                  (n, b) -> {
                    NDArray a = create(step, b);
                    a.setRequiresGradient(true);
                    parameters.put(n, a);
                  });
          LossFunction.Loss result;
          try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            result = loss.apply(scope(step, parameters), inputs(step, in));
            collector.backward(((DjlTensor) result.total()).array());
          }
          Map<String, Double> reported = new LinkedHashMap<>();
          result.reported().forEach((n, t) -> reported.put(n, value(t)));
          Map<String, Batch> gradient = new LinkedHashMap<>();
          parameters.forEach(
              (n, a) -> {
                NDArray g = a.getGradient();
                g.attach(step);
                // The zeros DJL gives for an unused parameter are of single precision always.
                g = g.toType(a.getDataType(), false);
                g.attach(step);
                Batch w = weights.get(n);
                gradient.put(n, read(g, new Shape(w.rows(), w.columns())));
              });
          return new Gradient(value(result.total()), reported, new Weights(gradient));
        } finally {
          COLLECTOR.unlock();
        }
      }

      @Override
      public void close() {}
    };
  }

  private double value(Tensor t) {
    return read(((DjlTensor) t).array(), t.shape()).get(0, 0);
  }

  @Override
  public void close() {
    root.close();
  }
}
