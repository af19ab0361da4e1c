package org.koopflow.backend.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Shape;
import org.koopflow.graph.Arithmetic;
import org.koopflow.graph.Convolving;
import org.koopflow.graph.OperationVisitor;
import org.koopflow.graph.Pointwise;
import org.koopflow.graph.Product;
import org.koopflow.graph.Rearrangement;
import org.koopflow.graph.Reduction;
import org.koopflow.graph.WithNumber;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.same.Max;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarAdd;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMultiplication;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How ND4J computes an operation: binds it to memory, as a kernel to be run again and again.
 *
 * @param operands arrays of the operands, filled whenever the kernel runs
 * @param result the array to fill
 */
record Binding(List<INDArray> operands, INDArray result) implements OperationVisitor<Kernel> {
  private INDArray x() {
    return operands.get(0);
  }

  @Override
  public Kernel arithmetic(Arithmetic operation) {
    String name =
        switch (operation) {
          case ADD -> "add";
          case SUBTRACT -> "subtract";
          case MULTIPLY -> "multiply";
          case DIVIDE -> "divide";
        };
    return Kernel.of(name, operands, result);
  }

  @Override
  public Kernel pointwise(Pointwise operation) {
    return Kernel.of(Functions.of(operation, x(), result));
  }

  @Override
  public Kernel add(WithNumber.Add operation) {
    return Kernel.of(new ScalarAdd(x(), null, result, operation.value()));
  }

  @Override
  public Kernel multiply(WithNumber.Multiply operation) {
    return Kernel.of(new ScalarMultiplication(x(), null, result, operation.value()));
  }

  @Override
  public Kernel product(Product operation) {
    return Kernel.of(
        "matmul", operands, result, operation.left() ? 1 : 0, operation.right() ? 1 : 0, 0);
  }

  @Override
  public Kernel convolve(Convolving.Forward operation) {
    return new Convolutions(operation.convolution()).forward(x(), operands.get(1), result);
  }

  @Override
  public Kernel convolveToImages(Convolving.ToImages operation) {
    return new Convolutions(operation.convolution()).toImages(x(), operands.get(1), result);
  }

  @Override
  public Kernel convolveToKernel(Convolving.ToKernel operation) {
    return new Convolutions(operation.convolution()).toKernel(x(), operands.get(1), result);
  }

  /** As a product with ones: twice as fast as ND4J's own sum. */
  @Override
  public Kernel sum(Reduction.Sum operation) {
    INDArray x = x();
    boolean rows = operation.axis() == Axis.ROWS;
    INDArray ones =
        rows ? Nd4j.ones(x.dataType(), 1, x.rows()) : Nd4j.ones(x.dataType(), x.columns(), 1);
    Kernel product = Kernel.of("matmul", rows ? List.of(ones, x) : List.of(x, ones), result);
    return new Kernel() {
      @Override
      public void run() {
        product.run();
      }

      @Override
      public void close() {
        product.close();
        ones.close();
      }
    };
  }

  @Override
  public Kernel largest(Reduction.Largest operation) {
    return Kernel.of(new Max(x(), result, true, Views.dimension(operation.axis())));
  }

  @Override
  public Kernel transpose(Rearrangement.Transpose operation) {
    return Views.copy(x().transpose(), result);
  }

  @Override
  public Kernel reshape(Rearrangement.Reshape operation) {
    Shape shape = operation.shape();
    return Views.copy(x().reshape('c', shape.rows(), shape.columns()), result);
  }

  @Override
  public Kernel broadcast(Rearrangement.Broadcast operation) {
    Shape shape = operation.shape();
    return Kernel.of(
        "tile", operands, result, shape.rows() / x().rows(), shape.columns() / x().columns());
  }

  @Override
  public Kernel slice(Rearrangement.Slice operation) {
    return Views.copy(Views.part(x(), operation.axis(), operation.from(), operation.to()), result);
  }

  @Override
  public Kernel pad(Rearrangement.Pad operation) {
    int to = operation.from() + Views.length(x(), operation.axis());
    Kernel copy = Views.copy(x(), Views.part(result, operation.axis(), operation.from(), to));
    return new Kernel() {
      @Override
      public void run() {
        result.assign(0);
        copy.run();
      }

      @Override
      public void close() {
        copy.close();
      }
    };
  }

  @Override
  public Kernel take(Rearrangement.Take operation) {
    return new Gather(operation.axis(), operation.indices(), x()).take(x(), result);
  }

  @Override
  public Kernel scatter(Rearrangement.Scatter operation) {
    return new Gather(operation.axis(), operation.indices(), result).scatter(x(), result);
  }

  @Override
  public Kernel concatenate(Rearrangement.Concatenate operation) {
    List<Kernel> copies = new ArrayList<>();
    int from = 0;
    for (INDArray operand : operands) {
      int to = from + Views.length(operand, operation.axis());
      copies.add(Views.copy(operand, Views.part(result, operation.axis(), from, to)));
      from = to;
    }
    return new Kernel() {
      @Override
      public void run() {
        copies.forEach(Kernel::run);
      }

      @Override
      public void close() {
        copies.forEach(Kernel::close);
      }
    };
  }

  @Override
  public Kernel hold(Rearrangement.Hold operation) {
    return Views.copy(x(), result);
  }
}
