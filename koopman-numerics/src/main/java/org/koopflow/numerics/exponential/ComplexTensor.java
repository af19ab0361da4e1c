package org.koopflow.numerics.exponential;

import org.koopflow.api.tensor.Tensor;

/**
 * Complex numbers as two tensors of one shape.
 *
 * @param re real parts
 * @param im imaginary parts
 */
record ComplexTensor(Tensor re, Tensor im) {
  ComplexTensor add(ComplexTensor other) {
    return new ComplexTensor(re.add(other.re), im.add(other.im));
  }

  ComplexTensor add(double number) {
    return new ComplexTensor(re.add(number), im);
  }

  ComplexTensor multiply(double number) {
    return new ComplexTensor(re.multiply(number), im.multiply(number));
  }

  /** Elementwise product. */
  ComplexTensor multiply(ComplexTensor other) {
    return new ComplexTensor(
        re.multiply(other.re).subtract(im.multiply(other.im)),
        re.multiply(other.im).add(im.multiply(other.re)));
  }

  /** Elementwise exponential. */
  ComplexTensor exp() {
    Tensor size = re.exp();
    return new ComplexTensor(size.multiply(im.cos()), size.multiply(im.sin()));
  }
}
