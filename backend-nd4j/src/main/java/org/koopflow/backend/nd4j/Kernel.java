package org.koopflow.backend.nd4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/** An operation bound to its arrays. */
interface Kernel extends AutoCloseable {
  /** Computes the result from what the operands now hold. */
  void run();

  /** Frees what it holds besides the arrays. */
  @Override
  default void close() {}

  /** A kernel of one of ND4J's older operations, which hold their arrays themselves. */
  static Kernel of(Op operation) {
    OpExecutioner executioner = Nd4j.getExecutioner();
    return () -> executioner.exec(operation);
  }

  /** A kernel of one of ND4J's newer operations by its name, with integer arguments. */
  static Kernel of(String name, List<INDArray> operands, INDArray result, long... arguments) {
    INDArray[] inputs = operands.toArray(INDArray[]::new);
    CustomOp operation = DynamicCustomOp.builder(name).build();
    OpExecutioner executioner = Nd4j.getExecutioner();
    OpContext context = executioner.buildContext();
    context.setInputArrays(inputs);
    context.setOutputArrays(result);
    context.setIArguments(arguments);
    return new Kernel() {
      @Override
      public void run() {
        executioner.exec(operation, context);
      }

      @Override
      public void close() {
        try {
          context.close();
        } catch (Exception e) {
          throw new IllegalStateException("ND4J does not free the context of " + name, e);
        }
      }
    };
  }
}
