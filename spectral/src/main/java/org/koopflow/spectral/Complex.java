package org.koopflow.spectral;

/**
 * A complex number.
 *
 * @param real real part
 * @param imaginary imaginary part
 */
public record Complex(double real, double imaginary) {
  /** Nothing. */
  public static final Complex ZERO = new Complex(0, 0);

  /** One. */
  public static final Complex ONE = new Complex(1, 0);

  /**
   * A number of given length and angle.
   *
   * @param length its modulus
   * @param angle its argument in radians
   * @return the number
   */
  public static Complex polar(double length, double angle) {
    return new Complex(length * Math.cos(angle), length * Math.sin(angle));
  }

  /**
   * Sum.
   *
   * @param other the other number
   * @return {@code this + other}
   */
  public Complex plus(Complex other) {
    return new Complex(real + other.real, imaginary + other.imaginary);
  }

  /**
   * Difference.
   *
   * @param other the other number
   * @return {@code this - other}
   */
  public Complex minus(Complex other) {
    return new Complex(real - other.real, imaginary - other.imaginary);
  }

  /**
   * Product.
   *
   * @param other the other number
   * @return {@code this * other}
   */
  public Complex times(Complex other) {
    return new Complex(
        real * other.real - imaginary * other.imaginary,
        real * other.imaginary + imaginary * other.real);
  }

  /**
   * Product with a real number.
   *
   * @param factor the number
   * @return {@code factor * this}
   */
  public Complex times(double factor) {
    return new Complex(factor * real, factor * imaginary);
  }

  /**
   * Quotient.
   *
   * @param other the divisor
   * @return {@code this / other}
   */
  public Complex over(Complex other) {
    double scale = Math.max(Math.abs(other.real), Math.abs(other.imaginary));
    Complex unit = new Complex(other.real / scale, other.imaginary / scale);
    double square = (unit.real * unit.real + unit.imaginary * unit.imaginary) * scale;
    Complex product = times(unit.conjugate());
    return new Complex(product.real / square, product.imaginary / square);
  }

  /**
   * The mirror image in the real axis.
   *
   * @return the conjugate
   */
  public Complex conjugate() {
    return new Complex(real, -imaginary);
  }

  /**
   * Length.
   *
   * @return the modulus
   */
  public double abs() {
    return Math.hypot(real, imaginary);
  }

  /**
   * Exponential function.
   *
   * @return e to this power
   */
  public Complex exp() {
    // Real numbers stay real, and exactly so.
    return imaginary == 0 ? new Complex(Math.exp(real), 0) : polar(Math.exp(real), imaginary);
  }

  @Override
  public String toString() {
    return imaginary == 0
        ? Double.toString(real)
        : real + (imaginary < 0 ? " - " : " + ") + Math.abs(imaginary) + "i";
  }
}
