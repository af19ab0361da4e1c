package com.example.stranger.heap;

import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/** One evaluation of a function: where its tensors live, and not a moment longer. */
final class Computation implements Scope, AutoCloseable {
  private final Weights weights;
  private boolean ended;

  Computation(Weights weights) {
    this.weights = weights;
  }

  @Override
  public Tensor parameter(String name) {
    return constant(weights.get(name));
  }

  @Override
  public Tensor constant(Batch value) {
    return tensor(new Shape(value.rows(), value.columns()), value.floats());
  }

  /** Makes a tensor of an array that nobody writes to from now on. */
  HeapTensor tensor(Shape shape, float[] data) {
    if (ended) {
      throw new IllegalStateException("the computation of this tensor has ended");
    }
    return new HeapTensor(this, shape, data);
  }

  /** The operand of an operation, which must come from the same computation. */
  HeapTensor own(Tensor tensor) {
    if (tensor instanceof HeapTensor mine && mine.computation() == this) {
      return mine;
    }
    throw new IllegalStateException("this tensor belongs to another computation");
  }

  @Override
  public void close() {
    ended = true;
  }
}
