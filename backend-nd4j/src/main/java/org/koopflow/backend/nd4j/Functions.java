package org.koopflow.backend.nd4j;

import org.koopflow.graph.Pointwise;
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

/** ND4J's functions of each entry alone. */
final class Functions {
  private Functions() {}

  /** The function from one array to another of the same shape, or to the same array. */
  static Op of(Pointwise function, INDArray x, INDArray y) {
    return switch (function) {
      case SQUARE -> new Square(x, y);
      case EXP -> new Exp(x, y);
      case LOG -> new Log(x, y);
      case SIN -> new Sin(x, y);
      case COS -> new Cos(x, y);
      case SQRT -> new Sqrt(x, y);
      case TANH -> new Tanh(x, y);
      case SIGMOID -> new Sigmoid(x, y);
      case ABS -> new Abs(x, y);
      case RELU -> new RectifiedLinear(x, y, 0);
      case STEP -> new Step(x, y, 0);
      case SIGN -> new Sign(x, y);
    };
  }
}
