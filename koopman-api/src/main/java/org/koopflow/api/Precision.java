package org.koopflow.api;

/** Width of the floating-point numbers a {@link Batch} or a backend computes with. */
public enum Precision {
  /** IEEE binary32, the precision of training and of everything a service exchanges by default. */
  FLOAT32(4, 0x1p-23),
  /** IEEE binary64, used where a result is to be proven rather than produced quickly. */
  FLOAT64(8, 0x1p-52);

  private final int bytes;
  private final double epsilon;

  Precision(int bytes, double epsilon) {
    this.bytes = bytes;
    this.epsilon = epsilon;
  }

  /**
   * Size of one number.
   *
   * @return bytes per number
   */
  public int bytes() {
    return bytes;
  }

  /**
   * Distance from one to the next larger number.
   *
   * @return the machine epsilon
   */
  public double epsilon() {
    return epsilon;
  }
}
