package org.koopflow.parts.network;

import org.koopflow.api.tensor.Tensor;

/** The nonlinearity between the layers of a network. All are smooth except {@link #RELU}. */
public enum Activation {
  /** Sigmoid-weighted linear unit, {@code x sigmoid(x)}. */
  SILU {
    @Override
    public Tensor apply(Tensor x) {
      return x.silu();
    }
  },
  /** Gaussian error linear unit, tanh form. */
  GELU {
    @Override
    public Tensor apply(Tensor x) {
      return x.gelu();
    }
  },
  /** Hyperbolic tangent. */
  TANH {
    @Override
    public Tensor apply(Tensor x) {
      return x.tanh();
    }
  },
  /** Positive part; its kinks make Lie derivatives discontinuous. */
  RELU {
    @Override
    public Tensor apply(Tensor x) {
      return x.relu();
    }
  };

  /**
   * Applies the function to every entry.
   *
   * @param x any tensor
   * @return a tensor of the same shape
   */
  public abstract Tensor apply(Tensor x);
}
