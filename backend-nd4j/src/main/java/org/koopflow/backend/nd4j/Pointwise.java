package org.koopflow.backend.nd4j;

import java.util.List;
import java.util.function.BiFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.api.ops.impl.transforms.same.Sign;
import org.nd4j.linalg.api.ops.impl.transforms.same.Square;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Cos;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sin;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;

/** Functions of each entry alone. */
enum Pointwise implements Operation {
  SQUARE(Square::new) {
    @Override
    PlannedTensor derivative(PlannedTensor x, PlannedTensor y) {
      return x.multiply(2);
    }
  },
  EXP(Exp::new) {
    @Override
    PlannedTensor derivative(PlannedTensor x, PlannedTensor y) {
      return y;
    }
  },
  LOG(Log::new) {
    @Override
    PlannedTensor pullBack(PlannedTensor x, PlannedTensor y, PlannedTensor gradient) {
      return gradient.divide(x);
    }
  },
  SIN(Sin::new) {
    @Override
    PlannedTensor derivative(PlannedTensor x, PlannedTensor y) {
      return x.cos();
    }
  },
  COS(Cos::new) {
    @Override
    PlannedTensor derivative(PlannedTensor x, PlannedTensor y) {
      return x.sin().negate();
    }
  },
  SQRT(Sqrt::new) {
    @Override
    PlannedTensor pullBack(PlannedTensor x, PlannedTensor y, PlannedTensor gradient) {
      return gradient.divide(y).multiply(0.5);
    }
  },
  TANH(Tanh::new) {
    @Override
    PlannedTensor derivative(PlannedTensor x, PlannedTensor y) {
      return y.square().negate().add(1);
    }
  },
  SIGMOID(Sigmoid::new) {
    @Override
    PlannedTensor derivative(PlannedTensor x, PlannedTensor y) {
      return y.subtract(y.square());
    }
  },
  ABS(Abs::new) {
    @Override
    PlannedTensor derivative(PlannedTensor x, PlannedTensor y) {
      return x.sign();
    }
  },
  RELU((x, y) -> new RectifiedLinear(x, y, 0)) {
    @Override
    PlannedTensor derivative(PlannedTensor x, PlannedTensor y) {
      return x.step();
    }
  },
  /** 1 where positive, 0 elsewhere. */
  STEP((x, y) -> new Step(x, y, 0)) {
    @Override
    public boolean differentiable() {
      return false;
    }
  },
  /** -1, 0 or 1. */
  SIGN(Sign::new) {
    @Override
    public boolean differentiable() {
      return false;
    }
  };

  private final BiFunction<INDArray, INDArray, Op> kernel;

  Pointwise(BiFunction<INDArray, INDArray, Op> kernel) {
    this.kernel = kernel;
  }

  /** The derivative of y = f(x). */
  PlannedTensor derivative(PlannedTensor x, PlannedTensor y) {
    throw new AssertionError("each function has a derivative or a way to pull a gradient back");
  }

  /** The gradient of x from that of y = f(x). */
  PlannedTensor pullBack(PlannedTensor x, PlannedTensor y, PlannedTensor gradient) {
    return gradient.multiply(derivative(x, y));
  }

  @Override
  public PlannedTensor pullBack(
      int operand, List<PlannedTensor> operands, PlannedTensor result, PlannedTensor gradient) {
    return pullBack(operands.get(0), result, gradient);
  }

  @Override
  public Kernel bind(List<INDArray> operands, INDArray result) {
    return Kernel.of(kernel.apply(operands.get(0), result));
  }

  @Override
  public boolean pointwise() {
    return true;
  }
}
