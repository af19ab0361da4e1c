package org.koopflow.testkit.reference;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/** One evaluation: its tensors cannot be used in another one, nor after it. */
final class ReferenceComputation implements AutoCloseable {
  private boolean open = true;

  void requireOpen() {
    if (!open) {
      throw new IllegalStateException("the computation of this tensor has ended");
    }
  }

  ReferenceTensor own(Tensor tensor) {
    if (tensor instanceof ReferenceTensor mine && mine.computation() == this) {
      return mine;
    }
    throw new IllegalStateException("a tensor of another computation cannot be used here");
  }

  ReferenceTensor tensor(Batch values) {
    requireOpen();
    Shape shape = new Shape(values.rows(), values.columns());
    return new ReferenceTensor(this, shape, values.doubles().clone());
  }

  Map<String, Tensor> tensors(Map<String, Batch> values) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    values.forEach((name, value) -> tensors.put(name, tensor(value)));
    return tensors;
  }

  Scope scope(Weights weights) {
    return new Scope() {
      @Override
      public Tensor parameter(String name) {
        return tensor(weights.get(name));
      }

      @Override
      public Tensor constant(Batch value) {
        return tensor(value);
      }
    };
  }

  Batch read(Tensor tensor) {
    ReferenceTensor mine = own(tensor);
    Shape shape = mine.shape();
    return Batch.ofDoubles(shape.rows(), shape.columns(), mine.data().clone());
  }

  @Override
  public void close() {
    open = false;
  }
}
