package org.koopflow.graph;

/** Functions of each entry alone. */
public enum Pointwise implements Operation {
  /** Square. */
  SQUARE {
    @Override
    Node derivative(Node x, Node y) {
      return x.multiply(2);
    }
  },
  /** Exponential. */
  EXP {
    @Override
    Node derivative(Node x, Node y) {
      return y;
    }
  },
  /** Natural logarithm. */
  LOG {
    @Override
    Node pullBack(Node x, Node y, Node gradient) {
      return gradient.divide(x);
    }
  },
  /** Sine of radians. */
  SIN {
    @Override
    Node derivative(Node x, Node y) {
      return x.cos();
    }
  },
  /** Cosine of radians. */
  COS {
    @Override
    Node derivative(Node x, Node y) {
      return x.sin().negate();
    }
  },
  /** Square root. */
  SQRT {
    @Override
    Node pullBack(Node x, Node y, Node gradient) {
      return gradient.divide(y).multiply(0.5);
    }
  },
  /** Hyperbolic tangent. */
  TANH {
    @Override
    Node derivative(Node x, Node y) {
      return y.square().negate().add(1);
    }
  },
  /** Logistic function, {@code 1 / (1 + exp(-x))}. */
  SIGMOID {
    @Override
    Node derivative(Node x, Node y) {
      return y.subtract(y.square());
    }
  },
  /** Absolute value. */
  ABS {
    @Override
    Node derivative(Node x, Node y) {
      return x.sign();
    }
  },
  /** Positive part. */
  RELU {
    @Override
    Node derivative(Node x, Node y) {
      return x.step();
    }
  },
  /** 1 where positive, 0 elsewhere; the derivative of {@link #RELU}, and itself held constant. */
  STEP {
    @Override
    public boolean differentiable() {
      return false;
    }
  },
  /** -1, 0 or 1; the derivative of {@link #ABS}, and itself held constant. */
  SIGN {
    @Override
    public boolean differentiable() {
      return false;
    }
  };

  /** The derivative of y = f(x). */
  Node derivative(Node x, Node y) {
    throw new IllegalStateException("no gradient flows through " + this);
  }

  /** The gradient of x from that of y = f(x). */
  Node pullBack(Node x, Node y, Node gradient) {
    return gradient.multiply(derivative(x, y));
  }

  @Override
  public Node pullBack(Node result, int operand, Node gradient) {
    return pullBack(result.operand(0), result, gradient);
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.pointwise(this);
  }

  @Override
  public boolean pointwise() {
    return true;
  }
}
