package org.koopflow.spectral;

import java.util.Arrays;

/** An immutable vector of complex numbers. */
public final class ComplexVector {
  private final double[] real;
  private final double[] imaginary;

  private ComplexVector(double[] real, double[] imaginary) {
    this.real = real;
    this.imaginary = imaginary;
  }

  /**
   * Copies two parts.
   *
   * @param real real parts
   * @param imaginary imaginary parts, as many
   * @return the vector
   */
  public static ComplexVector of(double[] real, double[] imaginary) {
    if (real.length != imaginary.length) {
      throw new IllegalArgumentException(
          real.length + " real parts need as many imaginary ones, got " + imaginary.length);
    }
    return new ComplexVector(real.clone(), imaginary.clone());
  }

  /**
   * Number of entries.
   *
   * @return the length
   */
  public int size() {
    return real.length;
  }

  /**
   * One entry.
   *
   * @param index which
   * @return the number
   */
  public Complex get(int index) {
    return new Complex(real[index], imaginary[index]);
  }

  /**
   * Real parts.
   *
   * @return a copy
   */
  public double[] real() {
    return real.clone();
  }

  /**
   * Imaginary parts.
   *
   * @return a copy
   */
  public double[] imaginary() {
    return imaginary.clone();
  }

  double realAt(int index) {
    return real[index];
  }

  double imaginaryAt(int index) {
    return imaginary[index];
  }

  /**
   * Product of the entries, summed, without conjugation: {@code this^T other}.
   *
   * @param other a vector of the same length
   * @return the sum
   */
  public Complex dot(ComplexVector other) {
    Complex sum = Complex.ZERO;
    for (int i = 0; i < real.length; i++) {
      sum = sum.plus(get(i).times(other.get(i)));
    }
    return sum;
  }

  /**
   * Euclidean length.
   *
   * @return the root of the sum of squared moduli
   */
  public double norm() {
    double norm = 0;
    for (int i = 0; i < real.length; i++) {
      norm = Math.hypot(norm, Math.hypot(real[i], imaginary[i]));
    }
    return norm;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ComplexVector vector
        && Arrays.equals(real, vector.real)
        && Arrays.equals(imaginary, vector.imaginary);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(real) + Arrays.hashCode(imaginary);
  }

  @Override
  public String toString() {
    return "ComplexVector[" + real.length + "]";
  }
}
