package org.koopflow.api.tensor;

import org.koopflow.api.Batch;

/** Where a function of tensors finds its parameters and constants. */
public interface Scope {
  /**
   * A parameter by its name within this scope.
   *
   * @param name the parameter's name
   * @return its tensor
   * @throws IllegalArgumentException if there is none of that name
   */
  Tensor parameter(String name);

  /**
   * A constant from the host.
   *
   * @param value the numbers; in a traced function they are fixed when it is traced
   * @return a tensor of the backend's precision
   */
  Tensor constant(Batch value);

  /**
   * A constant whose entries are all the same.
   *
   * @param shape the size
   * @param value every entry
   * @return the tensor
   */
  default Tensor filled(Shape shape, double value) {
    return constant(Batch.ofDoubles(1, 1, value)).broadcastTo(shape);
  }

  /**
   * The part of this scope in which all parameter names begin with a prefix.
   *
   * @param prefix first part of the names, without the dot
   * @return a scope that adds the prefix to every name asked for
   */
  default Scope in(String prefix) {
    Scope outer = this;
    return new Scope() {
      @Override
      public Tensor parameter(String name) {
        return outer.parameter(prefix + "." + name);
      }

      @Override
      public Tensor constant(Batch value) {
        return outer.constant(value);
      }

      @Override
      public Tensor filled(Shape shape, double value) {
        return outer.filled(shape, value);
      }
    };
  }
}
