package org.koopflow.testkit.planted;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;
import org.koopflow.testkit.reference.Reference;

/** A backend in plain Java with gradients and at most one fault. */
final class PlantedBackend implements Backend {
  private static final int LEAKED_BYTES = 1 << 18;

  /** More, since a new size is rarer, and a heap that shrinks meanwhile hides some of it. */
  private static final int LEAKED_BYTES_OF_SIZES = 1 << 19;

  private static final List<ByteBuffer> LEAKED = new ArrayList<>();
  private static int calls;

  private final Fault fault;
  private final Precision precision;
  private boolean closed;

  PlantedBackend(Fault fault, Precision precision) {
    this.fault = fault;
    this.precision = precision;
  }

  /** Gives back what was leaked, so that it does not reach the next test. */
  static synchronized void forget() {
    LEAKED.clear();
  }

  @Override
  public String name() {
    return "planted";
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  private Map<String, Batch> compute(
      TensorFunction function, Weights weights, Map<String, Batch> inputs) {
    Map<String, Batch> results = new LinkedHashMap<>();
    Reference.evaluate(function, weights, inputs)
        .forEach((name, value) -> results.put(name, spoilt(value).to(precision)));
    return results;
  }

  private Batch spoilt(Batch value) {
    synchronized (PlantedBackend.class) {
      if (fault == Fault.NOISE) {
        double factor = 1 + 4 * precision.epsilon() * (++calls % 5);
        double[] numbers = value.doubles().clone();
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] *= factor;
        }
        return Batch.ofDoubles(value.rows(), value.columns(), numbers);
      }
    }
    return value;
  }

  /**
   * Whether results are computed once and remembered for inputs of the same sizes: a fault, or,
   * where memory alone is at fault, what spares thousands of calls in plain Java.
   */
  private boolean remembers() {
    return switch (fault) {
      case STALE_RESULT, LEAK, LEAK_OF_SIZES -> true;
      default -> false;
    };
  }

  private void leakOfACall() {
    if (fault == Fault.LEAK) {
      leak(LEAKED_BYTES);
    }
  }

  private static Map<String, Shape> sizes(Map<String, Batch> inputs) {
    Map<String, Shape> sizes = new HashMap<>();
    inputs.forEach((name, batch) -> sizes.put(name, new Shape(batch.rows(), batch.columns())));
    return sizes;
  }

  private static synchronized void leak(int bytes) {
    ByteBuffer memory = ByteBuffer.allocateDirect(bytes);
    for (int i = 0; i < bytes; i += 512) {
      memory.put(i, (byte) 1);
    }
    LEAKED.add(memory);
  }

  @Override
  public Evaluator evaluator(TensorFunction function, Weights weights) {
    requireOpen(false);
    return new Evaluator() {
      private final Map<Map<String, Shape>, Map<String, Batch>> known = new HashMap<>();
      private Map<String, Shape> last = Map.of();
      private int first;
      private boolean ended;

      @Override
      public Map<String, Batch> apply(Map<String, Batch> inputs) {
        requireOpen(ended);
        Map<String, Shape> sizes = sizes(inputs);
        leakOfACall();
        if (fault == Fault.LEAK_OF_SIZES && !last.equals(sizes)) {
          leak(LEAKED_BYTES_OF_SIZES);
        }
        last = sizes;
        if (remembers() && known.containsKey(sizes)) {
          return known.get(sizes);
        }
        int rows = inputs.values().stream().mapToInt(Batch::rows).max().orElse(1);
        first = first == 0 ? rows : first;
        TensorFunction taped =
            (scope, in) -> {
              Tape tape = new Tape(fault, (double) rows / first);
              Map<String, Tensor> values = new LinkedHashMap<>();
              function
                  .apply(tape.scope(scope), tape.inputs(in))
                  .forEach((name, tensor) -> values.put(name, tape.own(tensor).value()));
              return values;
            };
        Map<String, Batch> results = compute(taped, weights, inputs);
        known.put(sizes, results);
        return results;
      }

      @Override
      public void close() {
        ended = true;
      }
    };
  }

  @Override
  public Differentiator differentiator(LossFunction loss) {
    requireOpen(false);
    return new Differentiator() {
      private final Map<Map<String, Shape>, Gradient> known = new HashMap<>();
      private boolean ended;

      @Override
      public Gradient apply(Weights weights, Map<String, Batch> inputs) {
        requireOpen(ended);
        leakOfACall();
        // A stale backend is stale in what it evaluates; its gradients are new.
        return fault == Fault.LEAK
            ? known.computeIfAbsent(sizes(inputs), sizes -> differentiate(weights, inputs))
            : differentiate(weights, inputs);
      }

      private Gradient differentiate(Weights weights, Map<String, Batch> inputs) {
        Map<String, Batch> results =
            compute((scope, in) -> taped(loss, new Tape(fault), scope, in), weights, inputs);
        Map<String, Double> reported = new LinkedHashMap<>();
        results.forEach(
            (name, value) -> {
              if (name.startsWith("reported/")) {
                reported.put(name.substring("reported/".length()), value.get(0, 0));
              }
            });
        Map<String, Batch> gradients = new LinkedHashMap<>();
        weights
            .values()
            .forEach(
                (name, value) -> {
                  Batch zero = Batch.zeros(value.rows(), value.columns()).to(precision);
                  gradients.put(name, results.getOrDefault("gradient/" + name, zero));
                });
        return new Gradient(results.get("total").get(0, 0), reported, new Weights(gradients));
      }

      @Override
      public void close() {
        ended = true;
      }
    };
  }

  private static Map<String, Tensor> taped(
      LossFunction loss,
      Tape tape,
      org.koopflow.api.tensor.Scope scope,
      Map<String, Tensor> inputs) {
    LossFunction.Loss built = loss.apply(tape.scope(scope), tape.inputs(inputs));
    Map<String, Tensor> results = new LinkedHashMap<>();
    results.put("total", scalar(tape, "total", built.total()));
    built
        .reported()
        .forEach((name, figure) -> results.put("reported/" + name, scalar(tape, name, figure)));
    tape.gradients(tape.own(built.total()))
        .forEach((name, gradient) -> results.put("gradient/" + name, gradient));
    return results;
  }

  private static Tensor scalar(Tape tape, String name, Tensor tensor) {
    if (!tensor.shape().equals(new Shape(1, 1))) {
      throw new IllegalArgumentException(
          "figure '" + name + "' of a loss is 1 x 1, got " + tensor.shape());
    }
    return tape.own(tensor).value();
  }

  private void requireOpen(boolean ended) {
    if ((closed || ended) && fault != Fault.WORKS_AFTER_CLOSE) {
      throw new IllegalStateException("this is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
